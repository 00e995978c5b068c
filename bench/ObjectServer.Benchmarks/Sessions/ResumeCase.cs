using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>
/// How long a client with a thousand calls under way waits for the first of their answers when its link is cut: from the cut on, without the time that
/// it waits on purpose before it comes back.
/// </summary>
internal static class ResumeCase
{
    private const string Id = "resume";

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        foreach (Transport transport in (Transport[])[Transport.Unix, Transport.Tcp])
        {
            string id = transport == Transport.Tcp ? $"{Id}-grpc" : $"{Id}-unix";
            if (!plan.Wants(id) && !plan.Wants($"{id}-all")) continue;
            var first = new List<double>();
            var all = new List<double>();
            for (int round = 1; round <= plan.Rounds; round++)
            {
                await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, ["--log-level", "error"]);
                ResumeTimes times = await MeasureAsync(served, transport);
                first.Add(times.First.TotalMilliseconds);
                all.Add(times.All.TotalMilliseconds);
                await plan.Progress.WriteLineAsync(
                    $"{id}, round {round}: {FigureText.Of(first[^1])} ms to the first answer, {FigureText.Of(all[^1])} to the last, "
                    + $"beyond a back-off of {FigureText.Of(times.BackOff.TotalMilliseconds)}");
            }

            rows.Add(ResultRow.Of(id, transport.Link(), first, "ms", Bar.AtMost(50)));
            rows.Add(ResultRow.Of($"{id}-all", transport.Link(), all, "ms"));
        }

        return rows;
    }

    // The first times are for code that is compiled: of a client that has run for a while it has been.
    private static async Task<ResumeTimes> MeasureAsync(ServedProcess served, Transport transport)
    {
        const int WarmUps = 3;
        await using var probe = await ResumeProbe.ConnectAsync(served, transport);
        for (int i = 0; i < WarmUps; i++) await probe.MeasureAsync();
        return await probe.MeasureAsync();
    }
}
