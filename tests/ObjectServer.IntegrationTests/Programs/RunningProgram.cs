using System.Diagnostics;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Programs;

/// <summary>The server's program as a process. One that a test leaves behind is killed.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    public const string ReadyLine = "objectserver ready:";

    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource _draining = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RunningProgram(Process process)
    {
        _process = process;
        _reading = Task.Factory.StartNew(ReadErrors, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static TimeSpan Guard { get; } = TimeSpan.FromSeconds(60);

    public int Id => _process.Id;

    /// <summary>Completes when the server says that it drains.</summary>
    public Task Draining => _draining.Task.WaitAsync(Guard);

    public static RunningProgram Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "objectserver", "ObjectServer.dll");
        string[] words = StartedProgram.Heeding([TestProgram.Host, "exec", program, .. arguments]);
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using RunningProgram program = Start(arguments);
        string output = await program._process.StandardOutput.ReadToEndAsync().WaitAsync(Guard);
        return await program.WaitForExitAsync() with { Output = output };
    }

    /// <summary>The line that says that the server listens, without its beginning.</summary>
    public async Task<string> WaitUntilReadyAsync()
    {
        // An initializer may have left a line without its end, which the program ends.
        string? line;
        do line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Guard);
        while (line is "");
        if (line is null) Assert.Fail($"The program ended: {await WaitForExitAsync()}");
        Assert.StartsWith(ReadyLine, line, StringComparison.Ordinal);
        return line[ReadyLine.Length..].Trim();
    }

    /// <summary>The first line on its standard error that has a text in it, also one to come.</summary>
    public async Task<string> FindErrorAsync(string text)
    {
        string? found = null;
        await Eventually.SoAsync(() =>
        {
            lock (_errors) found = _errors.Find(line => line.Contains(text, StringComparison.Ordinal));
            return found is not null;
        });
        return found!;
    }

    public void Send(int signal) => Signals.Send(Id, signal);

    public async Task<ProgramResult> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Guard);
        await _reading.WaitAsync(Guard);
        lock (_errors) return new ProgramResult(_process.ExitCode, "", [.. _errors]);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        _process.Dispose();
    }

    private void ReadErrors()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            lock (_errors) _errors.Add(line);
            if (line.Contains("Shutting down", StringComparison.Ordinal)) _draining.TrySetResult();
        }
    }
}
