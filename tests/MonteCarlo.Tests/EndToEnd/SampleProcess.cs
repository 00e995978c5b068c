using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using MonteCarlo.Running;
using ObjectServer.Testing;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>The built sample as a process that leads a group, as a shell starts it. What a test leaves of the group is killed.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    // The runtime of the tests is in shared/<framework>/<version>/ below the folder of its host.
    private static readonly string DotnetFolder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(Process process)
    {
        _process = process;
        Group = new ProcessGroup(process.Id);
        _output = ReadOutputAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The id of the process itself.</summary>
    public int Id => _process.Id;

    /// <summary>The process, its server and its callers.</summary>
    public ProcessGroup Group { get; }

    /// <summary>Completes when the sample has written its first line, before it starts its server, or has ended.</summary>
    public Task Begun => _begun.Task.WaitAsync(Polling.Guard);

    /// <summary>Starts the sample.</summary>
    /// <param name="folder">Its working directory and temporary folder.</param>
    /// <param name="arguments">Its arguments, separated by spaces.</param>
    /// <param name="executable">It is started as an executable of its own, not as an assembly that dotnet runs.</param>
    /// <param name="authKey">The key of the server that it is to use; null for none.</param>
    public static SampleProcess Start(SampleFolder folder, string arguments, bool executable = false, string? authKey = null)
    {
        string assembly = typeof(RunCommand).Assembly.Location;
        string[] program = executable ? [Path.ChangeExtension(assembly, null)] : [Path.Combine(DotnetFolder, "dotnet"), "exec", assembly];
        string[] words = StartedProgram.Heeding([.. program, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var start = new ProcessStartInfo("setsid", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder.Path,
        };

        // Nothing that the sample starts may have to be searched for.
        start.Environment["PATH"] = "";
        start.Environment["TMPDIR"] = folder.Path;
        start.Environment["DOTNET_ROOT"] = DotnetFolder;
        if (authKey is not null) start.Environment["OBJECTSERVER_AUTH_KEY"] = authKey;
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Runs the sample to its end.</summary>
    public static async Task<SampleResult> RunAsync(SampleFolder folder, string arguments, bool executable = false, string? authKey = null)
    {
        await using SampleProcess sample = Start(folder, arguments, executable, authKey);
        return await sample.WaitForExitAsync();
    }

    /// <summary>Waits for the end of the sample and of all that it started.</summary>
    public async Task<SampleResult> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Polling.Guard);
        await Polling.UntilAsync(() => Group.Members.Count == 0);
        return new SampleResult(_process.ExitCode, await _output.WaitAsync(Polling.Guard), await _errors.WaitAsync(Polling.Guard));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Group.End();
        await _process.WaitForExitAsync().WaitAsync(Polling.Guard);
        _process.Dispose();
    }

    private async Task<string> ReadOutputAsync()
    {
        string? first = await _process.StandardOutput.ReadLineAsync();
        _begun.SetResult();
        return first is null ? "" : $"{first}\n{await _process.StandardOutput.ReadToEndAsync()}";
    }
}
