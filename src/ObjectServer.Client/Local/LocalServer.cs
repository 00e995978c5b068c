using System.Security.Cryptography;
using ObjectServer.Client.Local;
using ObjectServer.Errors;

namespace ObjectServer.Client;

/// <summary>
/// A server of one's own: a child process that listens on a Unix socket which only this user can reach, unless the options say otherwise. It ends when it is stopped or
/// disposed of, and when this process ends, however it ends. A Ctrl-C at the terminal does not end it: this process may still need it.
/// All members may be called at the same time.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly ServerPlace _place;
    private readonly TimeSpan _stopTimeout;
    private readonly Lazy<Task> _stopped;

    private LocalServer(ServerProcess process, ServerPlace place, string address, string key, TimeSpan stopTimeout)
    {
        _process = process;
        _place = place;
        _stopTimeout = stopTimeout;
        _stopped = new Lazy<Task>(EndAsync);
        Address = address;
        AuthKey = key;
    }

    /// <summary>The server's address, for <see cref="ObjectClient.ConnectAsync"/> in this process and, with <see cref="AuthKey"/>, in others.</summary>
    public string Address { get; }

    /// <summary>
    /// Key that other processes need besides the address (<see cref="ObjectClientOptions.AuthKey"/>): <see cref="LocalServerOptions.AuthKey"/>, or
    /// one that was drawn at random for this server. Give it to them by a pipe or the environment, not by the command line, which everybody
    /// on the machine can see.
    /// </summary>
    public string AuthKey { get; }

    /// <summary>The id of the server's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes with the exit code when the server's process has ended, whatever the cause. It never fails.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="options">What it loads and how it is started; null for the defaults.</param>
    /// <param name="cancel">Gives up, and ends what was started; of no effect afterwards.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range, or the initializer is none. Nothing was started.</exception>
    /// <exception cref="ServerUnavailableException">
    /// The program was not found, ended early, or was not ready in time. The message has the lines that it wrote.
    /// </exception>
    /// <exception cref="Exception">
    /// What the initializer threw, with the exceptions inside it: as itself, with a <see cref="RemoteInvocationException"/> inside that has
    /// its stack, where its type is well known or added to the options; else as <see cref="RemoteInvocationException"/>. The process has
    /// ended.
    /// </exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new LocalServerOptions();
        options.Validate();
        ServerProgram program = ServerProgram.Find(options.ServerPath);
        var exceptions = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(exceptions);
        string key = options.AuthKey ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var place = ServerPlace.Of(options.Address);
        ServerProcess? process = null;
        try
        {
            process = ServerProcess.Start(program, ServerArguments.Of(options, place), options, key);
            FirstUse.Begin();
            string ready = await process.WaitUntilReadyAsync(options.StartTimeout, exceptions, cancel).ConfigureAwait(false);
            return new LocalServer(process, place, place.AddressOf(ready), key, options.StopTimeout);
        }
        catch
        {
            if (process is not null) await process.EndAsync(process.HasFailed ? options.StopTimeout : TimeSpan.Zero).ConfigureAwait(false);
            place.Remove();
            throw;
        }
    }

    /// <summary>Connects a client to the server, with the server's key.</summary>
    /// <param name="options">How to connect; null for the defaults. A key that it has is used instead of <see cref="AuthKey"/>.</param>
    /// <param name="cancel">Gives up connecting; of no effect afterwards.</param>
    /// <exception cref="ServerUnavailableException">The server has ended.</exception>
    public Task<ObjectClient> ConnectAsync(ObjectClientOptions? options = null, CancellationToken cancel = default) =>
        ObjectClient.ConnectAsync(Address, (options ?? new ObjectClientOptions()).WithKey(AuthKey), cancel);

    /// <summary>
    /// Ends the server: calls that run may finish within half of <see cref="LocalServerOptions.StopTimeout"/>, its objects are disposed
    /// of, and a server that has not ended within the whole of it is killed. Stopping it again waits for the same end.
    /// </summary>
    /// <param name="cancel">Gives up waiting; the server ends all the same.</param>
    public Task StopAsync(CancellationToken cancel = default) => _stopped.Value.WaitAsync(cancel);

    /// <summary>Ends the server as <see cref="StopAsync"/> does.</summary>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    /// <summary>Ends the server whatever it is doing, and waits until it has ended.</summary>
    internal Task KillAsync()
    {
        _process.Kill();
        return _stopped.Value;
    }

    private async Task EndAsync()
    {
        await _process.EndAsync(_stopTimeout).ConfigureAwait(false);
        _place.Remove();
    }
}
