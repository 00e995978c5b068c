using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>How long a fresh process waits for the first answer of a server of its own. The median of a few processes in each round.</summary>
internal sealed class LocalStartContender : IContender
{
    private const int Processes = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "start of a local server";

    /// <inheritdoc/>
    public string? Missing => null;

    /// <inheritdoc/>
    public Task PrepareAsync(MeasuringPlan plan) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Figures> MeasureAsync(MeasuringPlan plan)
    {
        var taken = new List<double>();
        for (int i = 0; i < Processes; i++)
        {
            // The server is the client's child, and therefore on the same processors where these are pinned.
            await using ChildProcess client = ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, OwnProgram.Command("start")));
            taken.Add(Metric.Milliseconds.Of(Figures.Parse(await client.ReadLastLineAsync(Limit))));
        }

        return new Figures { Milliseconds = Samples.Median(taken) };
    }
}
