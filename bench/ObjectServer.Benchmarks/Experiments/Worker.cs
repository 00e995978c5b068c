using System.Globalization;
using System.Text.Json;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>A <see cref="WorkerProgram"/> as the process sees it that started it.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;

    private Worker(ChildProcess process) => _process = process;

    /// <summary>Starts workers, and waits until all are up.</summary>
    public static async Task<Worker[]> StartAsync(int count, string address, bool inPlace = true)
    {
        Worker[] workers = [.. Enumerable.Range(0, count).Select(_ => new Worker(ChildProcess.Start(
            OwnProgram.Command("worker", "--address", address, "--in-place", inPlace ? "true" : "false"))))];
        await Task.WhenAll(workers.Select(static worker => worker.AnswerAsync()));
        return workers;
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Tells it to do something.</summary>
    public Task TellAsync(FormattableString what) => _process.WriteLineAsync(what.ToString(CultureInfo.InvariantCulture));

    /// <summary>Its answer to what it was told.</summary>
    public async Task<double> AnswerAsync() =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(await _process.ReadLineAsync("{", Limit))!.Values.Single();

    /// <summary>Tells it to do something, and waits for the answer.</summary>
    public async Task<double> AskAsync(FormattableString what)
    {
        await TellAsync(what);
        return await AnswerAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
