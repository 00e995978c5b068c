using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ObjectServer.Errors;

namespace ObjectServer.Client.Local;

/// <summary>The server's process, and the pipe whose end tells it to end.</summary>
internal sealed class ServerProcess
{
    private const string ReadyLine = "objectserver ready:";
    private const string KeyVariable = "OBJECTSERVER_AUTH_KEY";

    // A program that the server's objects started may hold the pipe open after the server has ended.
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Action<string>? _output;
    private readonly string _included;
    private readonly RecentLines _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _outputRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _errorsRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, LocalServerOptions options)
    {
        _process = process;
        _output = options.ServerOutput;
        _included = options.Initializer is { } initializer ? $", its initializer {initializer} included" : "";
        Id = process.Id;
        Exited = WaitForExitAsync();

        // Threads of their own: a read of a pipe blocks its thread, and the pool may have no more than two. They also keep this object,
        // and with it the pipe's writing end, for as long as the server runs, even if nobody else does.
        StartThread("objectserver output", ReadOutput);
        StartThread("objectserver errors", ReadErrors);
    }

    /// <summary>The id of the process.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="options">How it is started.</param>
    /// <param name="key">The key that its clients must prove; it goes by the pipe, where nobody else can see it.</param>
    /// <exception cref="ServerUnavailableException">It cannot be executed.</exception>
    public static ServerProcess Start(ServerProgram program, IEnumerable<string> arguments, LocalServerOptions options, string key)
    {
        var start = new ProcessStartInfo(program.Executable, [.. program.FirstArguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };

        // A key of this process's own is none of the server's, nor of the programs that its objects start.
        start.Environment.Remove(KeyVariable);
        foreach ((string name, string? value) in options.Environment) start.Environment[name] = value;
        try
        {
            var process = new ServerProcess(Process.Start(start)!, options);
            process.Tell(key);
            return process;
        }
        catch (Win32Exception e)
        {
            throw new ServerUnavailableException($"{program.Executable} cannot be executed: {e.Message}", e);
        }
    }

    /// <summary>Whether the server said that its initializer failed: it ends by itself.</summary>
    public bool HasFailed => _failed.Task.IsCompleted;

    /// <summary>Waits for the line that says that the server listens, and returns where.</summary>
    /// <exception cref="ServerUnavailableException">It ended before, or takes too long.</exception>
    /// <exception cref="Exception">What its initializer threw.</exception>
    public async Task<string> WaitUntilReadyAsync(TimeSpan limit, ExceptionRegistry exceptions, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAny(_ready.Task, _failed.Task, Exited).WaitAsync(limit, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ServerUnavailableException($"The local server was not ready within {limit}{_included}. It wrote:{Environment.NewLine}{_lines}");
        }

        if (_ready.Task.IsCompletedSuccessfully) return await _ready.Task.ConfigureAwait(false);
        if (!HasFailed) await LastLinesAsync(cancel).ConfigureAwait(false);
        if (HasFailed) throw StartFailure.Read(await _failed.Task.ConfigureAwait(false), exceptions);
        int exitCode = await Exited.ConfigureAwait(false);
        throw new ServerUnavailableException(
            $"The local server ended with exit code {exitCode} before it was ready. It wrote:{Environment.NewLine}{_lines}");
    }

    /// <summary>Lets go of the server, and kills it if it does not end in time.</summary>
    public async Task EndAsync(TimeSpan limit)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        try
        {
            await Exited.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await Exited.ConfigureAwait(false);
        }

        await LastLinesAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>Kills the server, unless it has ended.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, and is no longer known.
        }
    }

    private void Tell(string key)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(key + "\n"));
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It has ended already, and whoever waits for it learns how.
        }
    }

    private static void StartThread(string name, ThreadStart run) => new Thread(run) { IsBackground = true, Name = name }.Start();

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    private async Task LastLinesAsync(CancellationToken cancel) =>
        await Task.WhenAny(Task.WhenAll(_outputRead.Task, _errorsRead.Task), Task.Delay(LastLines, cancel)).ConfigureAwait(false);

    private void ReadOutput()
    {
        Read(_process.StandardOutput, TakeOutput);
        _outputRead.TrySetResult();
    }

    private void ReadErrors()
    {
        Read(_process.StandardError, TakeLine);
        _errorsRead.TrySetResult();
    }

    private static void Read(StreamReader reader, Action<string> take)
    {
        try
        {
            while (reader.ReadLine() is { } line) take(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private void TakeOutput(string line)
    {
        if (_ready.Task.IsCompleted || HasFailed) TakeLine(line);
        else if (line.StartsWith(ReadyLine, StringComparison.Ordinal)) _ready.TrySetResult(line[ReadyLine.Length..].Trim());
        else if (line.StartsWith(StartFailure.Prefix, StringComparison.Ordinal)) _failed.TrySetResult(line);
        else TakeLine(line);
    }

    private void TakeLine(string line)
    {
        _lines.Add(line);
        try
        {
            _output?.Invoke(line);
        }
        catch
        {
            // The caller's own affair, which must not end the reading.
        }
    }
}
