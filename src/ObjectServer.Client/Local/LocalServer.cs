using System.Globalization;
using ObjectServer.Client.Local;

namespace ObjectServer.Client;

/// <summary>
/// A server of one's own: a child process that listens on a Unix socket which only this user can reach. It ends when it is stopped or
/// disposed of, and when this process ends, however it ends. A Ctrl-C at the terminal does not end it: this process may still need it.
/// All members may be called at the same time.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private const string DrainFlag = "--drain-seconds";

    private readonly ServerProcess _process;
    private readonly SocketFolder _folder;
    private readonly TimeSpan _stopTimeout;
    private readonly Lazy<Task> _stopped;

    private LocalServer(ServerProcess process, SocketFolder folder, TimeSpan stopTimeout)
    {
        _process = process;
        _folder = folder;
        _stopTimeout = stopTimeout;
        _stopped = new Lazy<Task>(EndAsync);
    }

    /// <summary>The server's address, for <see cref="ObjectClient.ConnectAsync"/> in this process and in others of the same user.</summary>
    public string Address => $"unix:{_folder.SocketPath}";

    /// <summary>Key that others need besides the address. Null: none; the socket's folder lets only this user in.</summary>
    public string? AuthKey => null;

    /// <summary>The id of the server's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes with the exit code when the server's process has ended, whatever the cause. It never fails.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="options">What it loads and how it is started; null for the defaults.</param>
    /// <param name="cancel">Gives up, and ends what was started; of no effect afterwards.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    /// <exception cref="ServerUnavailableException">
    /// The program was not found, ended early, or was not ready in time. The message has the lines that it wrote.
    /// </exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new LocalServerOptions();
        options.Validate();
        ServerProgram program = ServerProgram.Find(options.ServerPath);
        SocketFolder folder = SocketFolder.Create();
        ServerProcess? process = null;
        try
        {
            process = ServerProcess.Start(program, Arguments(options, folder), options);
            await process.WaitUntilReadyAsync(options.StartTimeout, cancel).ConfigureAwait(false);
            return new LocalServer(process, folder, options.StopTimeout);
        }
        catch
        {
            if (process is not null) await process.EndAsync(TimeSpan.Zero).ConfigureAwait(false);
            folder.Remove();
            throw;
        }
    }

    /// <summary>Connects a client to the server.</summary>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <param name="cancel">Gives up connecting; of no effect afterwards.</param>
    /// <exception cref="ServerUnavailableException">The server has ended.</exception>
    public Task<ObjectClient> ConnectAsync(ObjectClientOptions? options = null, CancellationToken cancel = default) =>
        ObjectClient.ConnectAsync(Address, options, cancel);

    /// <summary>
    /// Ends the server: calls that run may finish within half of <see cref="LocalServerOptions.StopTimeout"/>, its objects are disposed
    /// of, and a server that has not ended within the whole of it is killed. Stopping it again waits for the same end.
    /// </summary>
    /// <param name="cancel">Gives up waiting; the server ends all the same.</param>
    public Task StopAsync(CancellationToken cancel = default) => _stopped.Value.WaitAsync(cancel);

    /// <summary>Ends the server as <see cref="StopAsync"/> does.</summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    private static List<string> Arguments(LocalServerOptions options, SocketFolder folder)
    {
        List<string> arguments = ["--parent-pipe", "--no-tcp", "--socket", folder.SocketPath];
        foreach (string assembly in options.Assemblies) arguments.AddRange(["--load", Path.GetFullPath(assembly)]);
        if (!options.Arguments.Contains(DrainFlag))
            arguments.AddRange([DrainFlag, (options.StopTimeout / 2).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)]);
        arguments.AddRange(options.Arguments);
        return arguments;
    }

    private async Task EndAsync()
    {
        await _process.EndAsync(_stopTimeout).ConfigureAwait(false);
        _folder.Remove();
    }
}
