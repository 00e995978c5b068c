using System.ComponentModel;
using System.Diagnostics;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>
/// A process that this one starts and ends. It ends by itself when its standard input closes, or when its work is done; one that does
/// neither is killed.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly string _command;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(string command, Process process)
    {
        _command = command;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be executed.</exception>
    public static ChildProcess Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new ChildProcess(string.Join(' ', command), Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{command[0]} cannot be executed: {e.Message}", e);
        }
    }

    /// <summary>The first line of its output that begins so.</summary>
    /// <exception cref="InvalidOperationException">It ended without.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task<string> ReadLineAsync(string beginning, TimeSpan limit)
    {
        using var cancel = new CancellationTokenSource(limit);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(cancel.Token) is { } line)
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_command} wrote no line that begins with \"{beginning}\" within {limit}.");
        }

        throw new InvalidOperationException($"{_command} ended without a line that begins with \"{beginning}\". It wrote: {await _errors}");
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Writes a line to its standard input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end, and gives its last line.</summary>
    /// <exception cref="InvalidOperationException">It failed, or wrote nothing.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task<string> ReadLastLineAsync(TimeSpan limit) =>
        (await ReadAllAsync(limit)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];

    /// <summary>Waits for its end, and gives all that it has written.</summary>
    /// <exception cref="InvalidOperationException">It failed, or wrote nothing.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task<string> ReadAllAsync(TimeSpan limit)
    {
        using var cancel = new CancellationTokenSource(limit);
        try
        {
            string output = await _process.StandardOutput.ReadToEndAsync(cancel.Token);
            await _process.WaitForExitAsync(cancel.Token);
            return _process.ExitCode == 0 && !string.IsNullOrWhiteSpace(output)
                ? output
                : throw new InvalidOperationException($"{_command} ended with exit code {_process.ExitCode}. It wrote: {output}{await _errors}");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_command} did not end within {limit}.");
        }
    }

    /// <summary>Tells it to end, and sees to it that it does.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        using (var cancel = new CancellationTokenSource(EndLimit))
        {
            try
            {
                await _process.WaitForExitAsync(cancel.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }
}
