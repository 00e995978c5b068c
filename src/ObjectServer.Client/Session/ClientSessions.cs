using ObjectServer.Client.Proxy;

namespace ObjectServer.Client.Session;

/// <summary>
/// The sessions of a client, one after the other: when one is lost, with all that it held, the next request begins another. Calls may overlap.
/// </summary>
internal sealed class ClientSessions : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<ClientSession>> _open;
    private readonly SemaphoreSlim _opening = new(1);
    private ClientSession _current;
    private volatile bool _disposed;

    /// <param name="first">The first session.</param>
    /// <param name="open">Opens a further one.</param>
    public ClientSessions(ClientSession first, Func<CancellationToken, Task<ClientSession>> open)
    {
        _open = open;
        _current = first;
        first.Owner = this;
    }

    /// <summary>The last session that was begun; it may have ended.</summary>
    public ClientSession Current => Volatile.Read(ref _current);

    /// <summary>Whether the client has been disposed of: no session follows.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>Remembers the name of a proxy that was obtained by it, if the client finds its named objects again.</summary>
    public T Named<T>(T obtained, string? name)
        where T : class
    {
        if (name is not null && Current.Options.RebindNamed && obtained is SharedProxy { Handle.Remote.Model: { } contract } proxy)
            proxy.Binding ??= new NamedBinding(this, name, contract);
        return obtained;
    }

    /// <summary>Whether a session is or was one of these.</summary>
    public bool Has(SessionSide session) => session is ClientSession own && own.Owner == this;

    /// <summary>
    /// Makes a request in the session there is; in a new one when that has ended before the request, or before it was sent.
    /// </summary>
    /// <exception cref="ServerUnavailableException">The server cannot be reached, or the client has been disposed of.</exception>
    public async Task<T> RunAsync<T>(Func<ObjectRequests, Task<T>> request, CancellationToken cancel)
    {
        ClientSession session = await GetAsync(cancel).ConfigureAwait(false);
        try
        {
            return await request(session.Requests).ConfigureAwait(false);
        }
        catch (ServerUnavailableException) when (session.HasEnded && !_disposed)
        {
            // What is unavailable did not run.
        }

        session = await GetAsync(cancel).ConfigureAwait(false);
        return await request(session.Requests).ConfigureAwait(false);
    }

    /// <summary>The session there is, or a new one when that has ended.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public ValueTask<ClientSession> GetAsync(CancellationToken cancel) =>
        Current is { HasEnded: false } session ? new ValueTask<ClientSession>(session) : new ValueTask<ClientSession>(RenewAsync(cancel));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await Current.DisposeAsync().ConfigureAwait(false);
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            // One that was being opened meanwhile.
            await Current.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<ClientSession> RenewAsync(CancellationToken cancel)
    {
        await _opening.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ClientSession last = Current;
            if (_disposed) throw new ServerUnavailableException($"The client of {last.Address} has been disposed of.");
            if (!last.HasEnded) return last;
            await last.DisposeAsync().ConfigureAwait(false);
            ClientSession next = await _open(cancel).ConfigureAwait(false);
            next.Owner = this;
            Volatile.Write(ref _current, next);
            return next;
        }
        finally
        {
            _opening.Release();
        }
    }
}
