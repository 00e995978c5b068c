using System.Text.Json;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Bulk;

/// <summary>
/// How long a small call takes while gigabytes go up and others come down by the same client, beside the same bytes by raw sockets, one for
/// each of the three.
/// </summary>
internal static class MixedBulkCase
{
    private const string Id = "mixed-bulk";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        foreach ((string link, Transport transport, IReadOnlyList<string>? flags, Bar? bar) in new (string, Transport, IReadOnlyList<string>?, Bar?)[]
        {
            ("grpc", Transport.Tcp, null, Bar.AtMost(3)),
            ("grpc-remote", Transport.Tcp, ServedProcess.AsFromElsewhere, null),
            ("unix", Transport.Unix, null, Bar.AtMost(3)),
        })
        {
            if (!plan.Wants($"{Id}-{link}")) continue;
            var ours = new List<MixedFigures>();
            var raw = new List<MixedFigures>();
            for (int round = 0; round < plan.Rounds; round++)
            {
                raw.Add(await MeasureAsync(ServerKind.Raw, transport, null, plan));
                ours.Add(await MeasureAsync(ServerKind.ObjectServer, transport, flags, plan));
                await plan.Progress.WriteLineAsync($"{Id} by {link}, round {round + 1}: ours {ours[^1]}, raw {raw[^1]}");
            }

            rows.Add(ResultRow.Of(Id, link, [.. ours.Select(one => one.High)], [.. raw.Select(one => one.High)], "raw sockets", "µs p99", bar));
            rows.Add(ResultRow.Of($"{Id}-rate", link, [.. ours.Select(one => one.GigabytesPerSecond)], [.. raw.Select(one => one.GigabytesPerSecond)], "raw sockets", "GB/s"));
        }

        return rows;
    }

    private static async Task<MixedFigures> MeasureAsync(ServerKind server, Transport transport, IReadOnlyList<string>? flags, MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(server, plan.Pinning, flags);
        await using ChildProcess client = ChildProcess.Start(Pinning.Apply(
            plan.Pinning.Client, OwnProgram.Command("mixed", "--address", served.AddressBy(transport), "--raw", server == ServerKind.Raw ? "true" : "false")));
        return JsonSerializer.Deserialize<MixedFigures>(await client.ReadLastLineAsync(Limit))!;
    }
}
