using System.Diagnostics;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary>The operator's command line as a process, with no settings of the server in its environment but those given.</summary>
internal sealed class ToolProgram : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ToolProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program that was built beside these tests.</summary>
    public static string Path { get; } = Repository.File(
        "src", "ObjectServer.Tool", "bin", Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/', '\\'))!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "objectserver.dll");

    public static ToolProgram Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] words = StartedProgram.Heeding([TestProgram.Host, "exec", Path, .. arguments]);
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("OBJECTSERVER_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return new ToolProgram(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<ProgramResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using ToolProgram tool = Start(environment, arguments);
        return await tool.EndAsync();
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Guard);

    public void Interrupt() => Signals.Send(_process.Id, Signals.Interrupt);

    public void Terminate() => Signals.Send(_process.Id, Signals.Terminate);

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Guard);
        string errors = await _errors.WaitAsync(Guard);
        await _process.WaitForExitAsync().WaitAsync(Guard);
        return new ProgramResult(_process.ExitCode, output, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        _process.Dispose();
    }
}
