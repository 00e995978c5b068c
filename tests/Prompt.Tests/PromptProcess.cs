using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Prompt.Tests;

/// <summary>The built sample as a process, with pipes for a terminal. What a test leaves of it is killed.</summary>
internal sealed class PromptProcess : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    // The runtime of the tests is in shared/<framework>/<version>/ below the folder of its host.
    private static readonly string DotnetFolder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private readonly Process _process;

    private PromptProcess(Process process) => _process = process;

    /// <summary>Starts the sample.</summary>
    public static PromptProcess Start()
    {
        var start = new ProcessStartInfo(Path.Combine(DotnetFolder, "dotnet"), ["exec", typeof(Solver).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_ROOT"] = DotnetFolder;
        return new PromptProcess(Process.Start(start)!);
    }

    /// <summary>Types a line.</summary>
    public Task AnswerAsync(string line) => _process.StandardInput.WriteAsync($"{line}\n").WaitAsync(Guard);

    /// <summary>Types nothing more.</summary>
    public void EndAnswers() => _process.StandardInput.Close();

    /// <summary>What is on the screen next, as many characters as are expected.</summary>
    public async Task<string> ReadAsync(int count)
    {
        var read = new char[count];
        int length = await _process.StandardOutput.ReadBlockAsync(read.AsMemory()).AsTask().WaitAsync(Guard);
        return new string(read, 0, length);
    }

    /// <summary>The next line of the standard error.</summary>
    public Task<string?> ReadNoteAsync() => _process.StandardError.ReadLineAsync().WaitAsync(Guard);

    /// <summary>Waits for the end, and reads what has not been read.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> WaitForExitAsync()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        return (_process.ExitCode, await output.WaitAsync(Guard), await errors.WaitAsync(Guard));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Guard);
        _process.Dispose();
    }
}
