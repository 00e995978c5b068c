using ObjectServer.Client.Link;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Telemetry;

namespace ObjectServer.Client;

/// <summary>
/// A connection to an object server: creates and finds shared objects and gives proxies of them. One client serves a whole process;
/// all members may be called at the same time. Disposing it gives back every reference it holds.
/// </summary>
public sealed partial class ObjectClient : IAsyncDisposable
{
    private readonly ClientSessions _sessions;
    private readonly OtherServers _others;

    private ObjectClient(ClientSessions sessions)
    {
        _sessions = sessions;
        _others = new OtherServers(sessions.Current.Options);
    }

    /// <summary>Where the server is, as given to <see cref="ConnectAsync"/>.</summary>
    public string Address => Session.Address;

    /// <summary>The session behind it: the last one that was begun.</summary>
    internal ClientSession Session => _sessions.Current;

    /// <summary>What this client has sent and received since its session began.</summary>
    public ClientStatistics Statistics => Session.Statistics;

    /// <summary>Connects to a server.</summary>
    /// <param name="address"><c>http://host:port</c>, <c>https://host:port</c>, <c>unix:/path</c> or <c>grpc+unix:/path</c>.</param>
    /// <param name="options">How to connect; null for the defaults.</param>
    /// <param name="cancel">Gives up connecting; of no effect afterwards.</param>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not an address, or an option is out of range.</exception>
    /// <exception cref="AuthenticationFailedException">The two could not prove to each other that they know the same key.</exception>
    /// <exception cref="ServerUnavailableException">No object server answers there.</exception>
    public static async Task<ObjectClient> ConnectAsync(string address, ObjectClientOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new ObjectClientOptions();
        options.Validate();
        LinkAddress parsed = LinkAddress.Parse(address);
        return await ConnectByAsync(() => parsed.Kind == LinkKind.Socket ? new SocketLink(parsed.Path!) : new GrpcLink(parsed, options), address, options, cancel).ConfigureAwait(false);
    }

    /// <summary>Creates an object in the server.</summary>
    /// <typeparam name="T">The contract to use it by.</typeparam>
    /// <param name="arguments">
    /// Constructor arguments. The one constructor is taken whose parameters they convert to without loss; parameters that are not
    /// given come from the server's services, or are optional.
    /// </param>
    /// <param name="options">Type and name; null for an unnamed object of the one type that implements <typeparamref name="T"/>.</param>
    /// <param name="cancel">Cancels the call; an object that was created all the same is given back.</param>
    /// <returns>A proxy, which holds the object until it is released or collected.</returns>
    /// <exception cref="InvalidContractException"><typeparamref name="T"/> is not a contract, or has members that cannot be remote.</exception>
    /// <exception cref="TypeNotRegisteredException">The server has no such type.</exception>
    /// <exception cref="ArgumentException">No constructor, or more than one, takes the arguments; the message lists them.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    /// <exception cref="ContractMismatchException">The server's contract has other signatures.</exception>
    public Task<T> CreateAsync<T>(object?[]? arguments = null, CreateOptions? options = null, CancellationToken cancel = default)
        where T : class
    {
        if (options?.Name is { } name) ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(options));
        return NamedAsync(_sessions.RunAsync(requests => requests.CreateAsync<T>(arguments ?? [], options ?? new CreateOptions(), getOrCreate: false, cancel), cancel), options?.Name);
    }

    /// <summary>Finds a named object.</summary>
    /// <typeparam name="T">The contract to use it by.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    /// <exception cref="ContractMismatchException">The object has another contract, or the server's contract has other signatures.</exception>
    public Task<T> GetAsync<T>(string name, CancellationToken cancel = default)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return NamedAsync(_sessions.RunAsync(requests => requests.GetAsync<T>(name, cancel), cancel), name);
    }

    /// <summary>
    /// Finds a named object, or creates it. However many clients ask at the same time, one constructor runs and all get the same object.
    /// </summary>
    /// <typeparam name="T">The contract to use it by.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="arguments">Constructor arguments, used when the object does not exist.</param>
    /// <param name="options">The type, used when the object does not exist; its name is not used.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateAsync{T}" path="/exception"/>
    public Task<T> GetOrCreateAsync<T>(string name, object?[]? arguments = null, CreateOptions? options = null, CancellationToken cancel = default)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CreateOptions named = (options ?? new CreateOptions()) with { Name = name };
        return NamedAsync(_sessions.RunAsync(requests => requests.CreateAsync<T>(arguments ?? [], named, getOrCreate: true, cancel), cancel), name);
    }

    /// <summary>
    /// Finds a named object, for callers that have no contract: what can be done with it is what the server says. See docs/dynamic.md.
    /// </summary>
    /// <param name="name">The object's name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>
    /// A proxy to be used as <see langword="dynamic"/>: <c>d.Temperature = 3; double e = d.Energy; await d.RunAsync(10);</c>. It holds the
    /// object until it is released or collected, and calls may overlap.
    /// </returns>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    public async Task<dynamic> GetDynamicAsync(string name, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return await _sessions.RunAsync(requests => requests.GetDescribedAsync(name, cancel), cancel).ConfigureAwait(false);
    }

    /// <summary>Creates an object of a registered type, for callers that have no contract.</summary>
    /// <param name="type">Registered type name.</param>
    /// <param name="arguments">Constructor arguments, as for <see cref="CreateAsync{T}"/>; proxies of either kind are references.</param>
    /// <param name="options">Its name; null for an unnamed object. A type in it must be <paramref name="type"/>.</param>
    /// <param name="cancel">Cancels the call; an object that was created all the same is given back.</param>
    /// <returns>As <see cref="GetDynamicAsync"/>.</returns>
    /// <exception cref="TypeNotRegisteredException">The server has no such type.</exception>
    /// <exception cref="ArgumentException">No constructor, or more than one, takes the arguments; the message lists them.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<dynamic> CreateDynamicAsync(
        string type, object?[]? arguments = null, CreateOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        if (options?.Name is { } name) ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(options));
        if (options?.Type is { } other && other != type)
        {
            throw new ArgumentException($"The type is \"{type}\", and that of the options is \"{other}\"; give it once.", nameof(options));
        }

        CreateOptions typed = (options ?? new CreateOptions()) with { Type = type };
        return await _sessions.RunAsync(requests => requests.CreateDescribedAsync(arguments ?? [], typed, cancel), cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a named object away: calls that run may end, later ones fail with <see cref="ObjectGoneException"/>, whoever holds
    /// references to it. A disposable object is then disposed of.
    /// </summary>
    /// <param name="name">The object's name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    public Task DeleteAsync(string name, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _sessions.RunAsync(requests => requests.DeleteAsync(name, cancel), cancel);
    }

    /// <summary>Lists the server's objects, named ones first, each group in the order of creation.</summary>
    /// <param name="namePrefix">Only named objects whose name starts so; null for all objects.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<IReadOnlyList<SharedObjectInfo>> ListAsync(string? namePrefix = null, CancellationToken cancel = default) =>
        _sessions.RunAsync(requests => requests.ListAsync(namePrefix ?? "", cancel), cancel);

    /// <summary>
    /// Shuts the server down, for whoever connects to it: it takes nothing new any more, lets what runs finish within its limit, ends all
    /// sessions, disposes of its objects, and ends its program with exit code 0; a server in another application stops that application's
    /// host. Only a server that was started so lets its clients do this. Completes when the server has begun to shut down. To leave the
    /// server running, dispose of the client instead.
    /// </summary>
    /// <param name="cancel">Gives up waiting for the answer; the server may shut down all the same.</param>
    /// <exception cref="AccessDeniedException">The server's options do not allow it. It goes on.</exception>
    /// <exception cref="ServerUnavailableException">The server is shutting down already, or cannot be reached any more.</exception>
    public Task ShutdownServerAsync(CancellationToken cancel = default) => Session.Requests.ShutdownServerAsync(cancel);

    /// <summary>
    /// Gives a proxy's reference back, once for each time the proxy was obtained; the last time the proxy can no longer be used. An
    /// unnamed object goes when nobody holds a reference to it any more. Completes when the server has taken it in.
    /// </summary>
    /// <param name="proxy">A proxy of this client. Releasing it again does nothing.</param>
    /// <param name="cancel">Gives up waiting for the server; the reference is given back all the same.</param>
    /// <exception cref="ArgumentException"><paramref name="proxy"/> is not a proxy of this client.</exception>
    public Task ReleaseAsync(object proxy, CancellationToken cancel = default)
    {
        if (Elsewhere(proxy, out SharedProxy own) is { } other) return other.ReleaseAsync(proxy, cancel);
        own.Release();
        var session = (ClientSession)own.Handle.Session;
        return session.HasEnded ? Task.CompletedTask : session.Requests.BarrierAsync(cancel);
    }

    /// <summary>
    /// The identity of a proxy's object: a value that can be stored, sent, and attached by any client. It brings the address that the
    /// object's server advertises, if it does.
    /// </summary>
    /// <param name="proxy">A proxy of any client of this process.</param>
    /// <exception cref="ArgumentException"><paramref name="proxy"/> is not a proxy.</exception>
    public ObjectReference ReferenceOf(object proxy) => Proxy(proxy).Handle.Told;

    /// <summary>
    /// A proxy for a reference that came from elsewhere. Nothing is sent: the first call says if the object is gone. The proxy does
    /// not keep the object: that is up to whoever holds it, or to its name. Each call gives a proxy of its own; releasing it takes nothing
    /// from those that hold the object. To hold it, use <see cref="AttachAsync{T}"/>.
    /// </summary>
    /// <typeparam name="T">The contract to use it by.</typeparam>
    /// <param name="reference">What <see cref="ReferenceOf"/> gave, in this process or another.</param>
    /// <exception cref="InvalidContractException"><typeparamref name="T"/> is not a contract, or has members that cannot be remote.</exception>
    /// <exception cref="ObjectGoneException">
    /// The reference is one to an earlier start of its server, or to another server without saying where that is.
    /// </exception>
    /// <exception cref="AccessDeniedException">The reference leads to another server, at an address that the options do not allow.</exception>
    /// <exception cref="InvalidOperationException">It does, at an allowed one, and there is no connection yet.</exception>
    public T Attach<T>(ObjectReference reference)
        where T : class => LeadsElsewhere(reference)
            ? _others.Connected(reference).Attach<T>(reference)
            : (T)Session.References.Proxies.Attach(reference, ContractModel.Of(typeof(T)));

    /// <summary>
    /// Takes hold of the object that a reference from elsewhere means, in its own server, or in another one whose address the options allow
    /// (<see cref="ObjectClientOptions.AllowServer"/>). This client connects there when it is first led there; the connection is shared by
    /// all references that lead there, and ends with this client.
    /// </summary>
    /// <typeparam name="T">The contract to use it by.</typeparam>
    /// <param name="reference">What <see cref="ReferenceOf"/> gave, in this process or another.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>A proxy, which holds the object until it is released or collected.</returns>
    /// <exception cref="InvalidContractException"><typeparamref name="T"/> is not a contract, or has members that cannot be remote.</exception>
    /// <exception cref="ContractMismatchException">The object has another contract, or the server's contract has other signatures.</exception>
    /// <exception cref="ObjectGoneException">
    /// The object is gone, or its server was started anew, or another one answers at the address; or the reference does not say where its
    /// server is.
    /// </exception>
    /// <exception cref="AccessDeniedException">The reference leads to another server, at an address that the options do not allow.</exception>
    /// <exception cref="LimitExceededException">This client is connected to as many other servers as <see cref="ObjectClientOptions.MaxOtherServers"/> says.</exception>
    /// <exception cref="ServerUnavailableException">No object server answers there.</exception>
    public async Task<T> AttachAsync<T>(ObjectReference reference, CancellationToken cancel = default)
        where T : class
    {
        if (!LeadsElsewhere(reference)) return await _sessions.RunAsync(requests => requests.AttachAsync<T>(reference, cancel), cancel).ConfigureAwait(false);
        ObjectClient other = await _others.ConnectAsync(reference, cancel).ConfigureAwait(false);
        return await other.Session.Requests.AttachAsync<T>(reference, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the session: what waits is sent, one-way calls may end within two seconds, other pending calls fail, and every reference is given
    /// back.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        ClientInstruments.Remove(this);
        await _others.DisposeAsync().ConfigureAwait(false);
        await _sessions.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Connects by links that a function makes; each is the client's from there on.</summary>
    internal static async Task<ObjectClient> ConnectByAsync(Func<ILink> links, string address, ObjectClientOptions? options, CancellationToken cancel)
    {
        options ??= new ObjectClientOptions();
        options.Validate();
        ClientSession first = await ClientSession.ConnectAsync(links, options, address, cancel).ConfigureAwait(false);
        var client = new ObjectClient(new ClientSessions(first, again => ClientSession.ConnectAsync(links, options, address, again)));
        ClientInstruments.Add(client);
        return client;
    }

    private async Task<T> NamedAsync<T>(Task<T> obtaining, string? name)
        where T : class => _sessions.Named(await obtaining.ConfigureAwait(false), name);

    private static SharedProxy Proxy(object proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return proxy as SharedProxy
            ?? throw new ArgumentException($"A {proxy.GetType()} is not a proxy of a shared object.", nameof(proxy));
    }

    // The client by which this one has its proxies of another server's objects; null for a proxy of its own.
    private ObjectClient? Elsewhere(object proxy, out SharedProxy found)
    {
        found = Proxy(proxy);
        if (_sessions.Has(found.Handle.Session)) return null;
        return _others.Find(found.Handle.Session) ?? throw new ArgumentException($"{found} is a proxy of another client.", nameof(proxy));
    }

    // A reference that does not say where its server is, or that leads to this one, is looked up here, and found to be stale.
    private bool LeadsElsewhere(in ObjectReference reference)
    {
        if (reference.Address is not { } address || Session.References.Proxies.IsTheirs(reference) || reference.Server == Session.Peer?.Id) return false;
        return !Leads(address, Address) && !Leads(address, Session.PeerAddress);
    }

    private static bool Leads(string address, string? known) => known is not null
        && LinkAddress.TryParse(address, out LinkAddress one) && LinkAddress.TryParse(known, out LinkAddress other) && one == other;
}
