using ObjectServer.Client.Link;

namespace ObjectServer.Client.Session;

/// <summary>
/// The servers besides its own that a client has been led to by references: one connection each, made when it is first needed, and only to
/// addresses that the client's options allow. Nothing of the client's own authentication goes there. Calls may overlap.
/// </summary>
internal sealed class OtherServers : IAsyncDisposable
{
    private const string Allowing = $"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.AllowServer)}";

    private readonly Lock _gate = new();
    private readonly Dictionary<LinkAddress, Task<ObjectClient>> _clients = [];
    private readonly List<Task> _ending = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationToken _ended;
    private readonly Func<string, ObjectClientOptions?>[] _allowed;
    private readonly int _most;
    private bool _isOver;

    /// <param name="options">Of the client; what is allowed later has no effect.</param>
    public OtherServers(ObjectClientOptions options)
    {
        _allowed = [.. options.Servers];
        _most = options.MaxOtherServers;
        _ended = _disposed.Token;
    }

    /// <summary>The client of the server that a reference leads to, connected if need be.</summary>
    /// <exception cref="AccessDeniedException">The address is not allowed.</exception>
    /// <exception cref="LimitExceededException">There are as many connections as may be.</exception>
    /// <exception cref="ServerUnavailableException">No object server answers there, or this client has been disposed of.</exception>
    /// <exception cref="ObjectGoneException">Another server answers there, or a later start of that one.</exception>
    public async Task<ObjectClient> ConnectAsync(ObjectReference reference, CancellationToken cancel)
    {
        LinkAddress address = Allowed(reference, out ObjectClientOptions options);
        ObjectClient client = await Enter(reference.Address!, address, options).WaitAsync(cancel).ConfigureAwait(false);
        DemandSame(reference, client);
        return client;
    }

    /// <summary>The client of the server that a reference leads to.</summary>
    /// <exception cref="AccessDeniedException">The address is not allowed.</exception>
    /// <exception cref="InvalidOperationException">There is no connection yet.</exception>
    /// <exception cref="ObjectGoneException">Another server answers there, or a later start of that one.</exception>
    public ObjectClient Connected(ObjectReference reference)
    {
        LinkAddress address = Allowed(reference, out _);
        Task<ObjectClient>? connecting;
        lock (_gate) connecting = _clients.GetValueOrDefault(address);
        if (connecting is not { IsCompletedSuccessfully: true } || IsOver(connecting))
        {
            throw new InvalidOperationException(
                $"{reference} leads to another server, to which this client has no connection: {nameof(ObjectClient.AttachAsync)} makes one.");
        }

        DemandSame(reference, connecting.Result);
        return connecting.Result;
    }

    /// <summary>The client whose session it is; null when it is none of these.</summary>
    public ObjectClient? Find(SessionSide session)
    {
        lock (_gate)
        {
            return _clients.Values.FirstOrDefault(client => client.IsCompletedSuccessfully && client.Result.Session == session)?.Result;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] all;
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            all = [.. _ending, .. _clients.Values.Select(EndAsync)];
            _clients.Clear();
            _ending.Clear();
        }

        await _disposed.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(all).ConfigureAwait(false);
        _disposed.Dispose();
    }

    private static bool IsOver(Task<ObjectClient> client) => client.IsCompleted && (!client.IsCompletedSuccessfully || client.Result.Session is { HasEnded: true } or { IsDraining: true });

    private static void DemandSame(in ObjectReference reference, ObjectClient client)
    {
        ServerIdentity? found = client.Session.Peer;
        if (found?.Id == reference.Server && found.Generation == reference.Generation) return;
        throw new ObjectGoneException(
            $"{reference} names a server that is not there any more: at its address answers {found?.Id}, generation {found?.Generation:x}. "
            + "It is another server, or a later start of that one. Get the object afresh.",
            reference);
    }

    private static async Task EndAsync(Task<ObjectClient> connecting)
    {
        ObjectClient client;
        try
        {
            client = await connecting.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It was never connected: whoever wanted it has been told why.
            return;
        }

        await client.DisposeAsync().ConfigureAwait(false);
    }

    private LinkAddress Allowed(in ObjectReference reference, out ObjectClientOptions options)
    {
        string address = reference.Address!;
        if (LinkAddress.TryParse(address, out LinkAddress parsed))
        {
            foreach (Func<string, ObjectClientOptions?> choose in _allowed)
            {
                if (choose(address) is not { } chosen) continue;
                options = chosen;
                return parsed;
            }
        }

        throw new AccessDeniedException(
            $"{reference} leads to another server, at {address}, where this client may not connect. {Allowing} allows an address.");
    }

    private Task<ObjectClient> Enter(string text, LinkAddress address, ObjectClientOptions options)
    {
        lock (_gate)
        {
            if (_isOver) throw new ServerUnavailableException($"The client has been disposed of; it does not connect to {text} any more.");
            if (_clients.TryGetValue(address, out Task<ObjectClient>? known) && !IsOver(known)) return known;
            foreach ((LinkAddress over, Task<ObjectClient> client) in _clients)
            {
                if (!IsOver(client)) continue;
                _clients.Remove(over);
                _ending.RemoveAll(static ending => ending.IsCompleted);
                _ending.Add(EndAsync(client));
            }

            if (_clients.Count >= _most)
            {
                throw new LimitExceededException(
                    $"{nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.MaxOtherServers)}", _most, _clients.Count + 1, $"A connection to the server at {text}");
            }

            return _clients[address] = Task.Run(() => ObjectClient.ConnectAsync(text, options, _ended), CancellationToken.None);
        }
    }
}
