using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Values;

/// <summary>One object in the server, whose event is delivered to many sessions in several processes, all fresh for every measurement.</summary>
/// <param name="name">Who it is.</param>
/// <param name="transport">What the sessions are connected by.</param>
internal sealed class FanoutContender(string name, Transport transport) : IContender
{
    /// <summary>Processes that listen.</summary>
    public const int Processes = 4;

    /// <summary>Sessions of each.</summary>
    public const int Sessions = 25;

    // Four processes compile what runs often at the same time.
    private const int Warmups = 2;

    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Missing => null;

    /// <inheritdoc/>
    public Task PrepareAsync(MeasuringPlan plan) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Figures> MeasureAsync(MeasuringPlan plan)
    {
        TimeSpan warmup = plan.Warmup * Warmups;
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning);
        await using ObjectClient client = await ObjectClient.ConnectAsync(served.AddressBy(Transport.Unix));
        IBell bell = await client.GetOrCreateAsync<IBell>(FanoutProgram.Bell);
        ChildProcess[] listening = [.. Enumerable.Range(0, Processes).Select(group => Start(group, served.AddressBy(transport), warmup, plan))];
        try
        {
            await Task.WhenAll(listening.Select(static process => process.ReadLineAsync(FanoutProgram.Ready, Spare)));
            using var over = new CancellationTokenSource();
            Task ringing = bell.RingAsync(Processes, over.Token);
            foreach (ChildProcess process in listening) await process.WriteLineAsync("go");
            string[] lines = await Task.WhenAll(listening.Select(process => process.ReadLineAsync("{", warmup + plan.Duration + Spare)));
            await over.CancelAsync();
            await ringing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new Figures { CallsPerSecond = lines.Sum(static line => Figures.Parse(line).CallsPerSecond) };
        }
        finally
        {
            foreach (ChildProcess process in listening) await process.DisposeAsync();
        }
    }

    private static ChildProcess Start(int group, string address, TimeSpan warmup, MeasuringPlan plan) => ChildProcess.Start(Pinning.Apply(
        plan.Pinning.Client,
        OwnProgram.Command(
            "fanout-client",
            "--group", ArgumentText.Of(group),
            "--address", address,
            "--warmup", ArgumentText.Seconds(warmup),
            "--seconds", ArgumentText.Seconds(plan.Duration))));
}
