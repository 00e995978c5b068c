using System.Diagnostics;

namespace MonteCarlo.Callers;

/// <summary>
/// Another process that calls the replicas: this program again, started with <see cref="Option"/>. It ends by itself when its
/// input is closed, which also happens when this process ends, however it ends.
/// </summary>
internal sealed class CallerProcess : IAsyncDisposable
{
    /// <summary>The hidden command-line option that makes the program a caller.</summary>
    public const string Option = "--caller-process";

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _reading;

    private CallerProcess(Process process, CallerPipe pipe)
    {
        _process = process;
        Pipe = pipe;
        _reading = pipe.ReadAnswersAsync();
    }

    /// <summary>Makes calls through the process.</summary>
    public CallerPipe Pipe { get; }

    /// <summary>Starts a process and waits until it has found the replicas.</summary>
    /// <param name="number">Number of the process, for error messages.</param>
    /// <param name="greeting">Where the replicas are.</param>
    /// <param name="cancel">Gives up waiting and ends the process.</param>
    /// <exception cref="InvalidOperationException">The process could not reach the replicas.</exception>
    public static async Task<CallerProcess> StartAsync(int number, CallerGreeting greeting, CancellationToken cancel)
    {
        Process process = Process.Start(ThisProgram()) ?? throw new InvalidOperationException($"Caller process {number}: it could not be started.");
        try
        {
            var pipe = new CallerPipe($"{number} (pid {process.Id})", process.StandardInput, process.StandardOutput);
            await pipe.GreetAsync(greeting, cancel);
            return new CallerProcess(process, pipe);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Closes the process's input and waits until it has said goodbye; one that does not is killed.</summary>
    /// <returns>Bytes between the process and the server.</returns>
    public async Task<long> EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(EndPatience);
        }
        catch (Exception error) when (error is IOException or TimeoutException)
        {
            _process.Kill();
        }

        await _reading;
        return Pipe.WireBytes;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    /// <summary>This program is either its own executable or an assembly that <c>dotnet</c> runs.</summary>
    private static ProcessStartInfo ThisProgram()
    {
        string assembly = typeof(CallerProcess).Assembly.Location;
        string? executable = Environment.ProcessPath;
        string? name = Path.GetFileNameWithoutExtension(executable);
        bool own = name == Path.GetFileNameWithoutExtension(assembly);

        // The dotnet that runs this process may be another than the one that a search would find.
        return new ProcessStartInfo(own || name == "dotnet" ? executable! : "dotnet", own ? [Option] : [assembly, Option])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }
}
