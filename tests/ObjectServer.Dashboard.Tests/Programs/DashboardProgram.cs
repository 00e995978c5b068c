using System.Diagnostics;

namespace ObjectServer.Dashboard.Tests.Programs;

/// <summary>The server's program as a process. One that a test leaves behind is killed.</summary>
internal sealed class DashboardProgram : IAsyncDisposable
{
    private const string ReadyLine = "objectserver ready: ";
    private const string DashboardLine = "objectserver dashboard: ";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private DashboardProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>How much of the processors' time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static DashboardProgram Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "objectserver", "ObjectServer.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new DashboardProgram(Process.Start(start)!);
    }

    /// <summary>Where it listens.</summary>
    public Task<string> ReadyAsync() => LineAsync(ReadyLine);

    /// <summary>Where its dashboard is, or how to log in to it.</summary>
    public async Task<Uri> DashboardAsync() => new(await LineAsync(DashboardLine));

    /// <summary>Waits for its end: its exit code, and what it said on the standard error.</summary>
    public async Task<(int ExitCode, string Errors)> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Guard);
        return (_process.ExitCode, await _errors.WaitAsync(Guard));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        _process.Dispose();
    }

    private async Task<string> LineAsync(string beginning)
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Guard);
        if (line is null) Assert.Fail($"The program ended: {await ExitAsync()}");
        Assert.StartsWith(beginning, line, StringComparison.Ordinal);
        return line[beginning.Length..];
    }
}
