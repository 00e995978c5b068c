using System.Diagnostics;
using System.Globalization;
using ObjectServer.Client;

namespace SharedData;

/// <summary>Another process of this program, which uses the same server. It is told by lines what to do, and answers each by a number.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>The option that makes a process a worker.</summary>
    public const string Option = "--worker";

    /// <summary>Where a worker finds the server, and the key: not on the command line, which everybody on the machine can read.</summary>
    public const string AddressVariable = "SHARED_DATA_ADDRESS";

    /// <inheritdoc cref="AddressVariable"/>
    public const string KeyVariable = "SHARED_DATA_KEY";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts workers; completes when all are connected.</summary>
    public static async Task<WorkerProcess[]> StartAsync(int count, LocalServer server)
    {
        WorkerProcess[] workers = [.. Enumerable.Range(0, count).Select(_ => new WorkerProcess(Start(server)))];
        await Task.WhenAll(workers.Select(static worker => worker.AnswerAsync()));
        return workers;
    }

    /// <summary>Tells the worker to do something, and gives its answer.</summary>
    public async Task<double> AskAsync(FormattableString what)
    {
        await _process.StandardInput.WriteLineAsync(what.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync();
        return await AnswerAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(LocalServer server)
    {
        string program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? ["exec", typeof(WorkerProcess).Assembly.Location, Option] : [Option];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[AddressVariable] = server.Address;
        start.Environment[KeyVariable] = server.AuthKey;
        return Process.Start(start)!;
    }

    private async Task<double> AnswerAsync() => double.Parse(
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A worker has ended early."), CultureInfo.InvariantCulture);
}
