using System.Security.Cryptography.X509Certificates;

namespace ObjectServer.Client;

/// <summary>How a client connects and what it accepts. Read when the client connects; changing it later has no effect.</summary>
public sealed class ObjectClientOptions
{
    // No timer of .NET waits longer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>
    /// Key that this client and the server share. Each side proves to the other that it knows it, and the key itself is never sent; a server
    /// that cannot prove it, or asks for none, is refused with <see cref="AuthenticationFailedException"/>, and so is this client by a server
    /// with another key. Default: null, no key. An empty key is refused. At most 4096 characters.
    /// </summary>
    public string? AuthKey { get; set; }

    /// <summary>
    /// Which of the server's named keys (<c>ObjectServerOptions.AuthKeys</c>) <see cref="AuthKey"/> is. Default: null, the server's key
    /// without a name. At most 64 characters.
    /// </summary>
    public string? AuthKeyName { get; set; }

    /// <summary>
    /// The authorities whose certificates a server at an <c>https://</c> address may have, in place of those that the system trusts: with an
    /// authority of one's own, no other can vouch for a server. The certificate must be for the address's host name either way. Revocation
    /// is not checked for them. Default: null, the system's.
    /// </summary>
    public X509Certificate2Collection? TrustedAuthorities { get; set; }

    /// <summary>Certificate of this client, with its private key, for <c>https://</c> servers that ask for one. Default: null, none. It stays the caller's.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Name of this client for people: shown in the server's lists and logs. Default: the process's name.</summary>
    public string? ClientName { get; set; }

    /// <summary>
    /// Largest single value, in bytes as encoded, that this client sends or accepts; what is larger fails with
    /// <see cref="LimitExceededException"/> before memory is taken for it. Default: 1 GiB. At least 1 KiB.
    /// </summary>
    public long MaxValueBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How long connecting may take before it fails with <see cref="ServerUnavailableException"/>. Default: 15 seconds. At most 49 days.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long this client tries to reach its server again when a link has broken. Calls wait meanwhile, and go on where they were: each runs
    /// once. After that, calls that were never sent fail with <see cref="ServerUnavailableException"/>, others with
    /// <see cref="OutcomeUnknownException"/>. Default: null, as long as the server keeps the session (<c>ObjectServerOptions.SessionGrace</c>).
    /// Zero: a broken link is the session's end. At most 49 days.
    /// </summary>
    public TimeSpan? ReconnectTimeout { get; set; }

    /// <summary>
    /// Whether a proxy that was obtained by a name, and whose server was started anew, finds the object of that name there: a call that was never
    /// sent is then made of that one instead of failing with <see cref="ServerUnavailableException"/>, and so are all later calls of the proxy.
    /// It is another object, with a state of its own; subscriptions to events of the lost one are not made again. Calls that may have run are
    /// never made again. Waits for the server for as long as <see cref="ReconnectTimeout"/>. Of no effect for dynamic proxies. Default: false.
    /// </summary>
    public bool RebindNamed { get; set; }

    /// <summary>
    /// Limit for every call that neither its member nor the caller limits; a call that takes longer fails with
    /// <see cref="TimeoutException"/>. Default: <see cref="Timeout.InfiniteTimeSpan"/>. At most 49 days.
    /// </summary>
    public TimeSpan DefaultTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How many calls of this client's own objects (callbacks) the server may have under way at a time; further ones wait in the server.
    /// Default: 1024. At least 1.
    /// </summary>
    public int MaxCallbacks { get; set; } = 1024;

    /// <summary>
    /// Whether calls and large values of this client go by a Unix socket of its server where the address is <c>http://</c> and a loopback one, and the server
    /// has such a socket and offers it: that takes a fraction of the time. They stay on gRPC where the socket cannot be reached, or whoever answers there
    /// cannot prove within 5 seconds to be the server. Default: true.
    /// </summary>
    public bool UseLocalSocket { get; set; } = true;

    /// <summary>
    /// Whether this client uses shared memory in place where it can, which is on the server's machine. Otherwise it uses it by calls. Default: true.
    /// </summary>
    public bool MapSharedMemory { get; set; } = true;

    /// <summary>
    /// Told of a block of shared memory that was never disposed of, by a line that names it; its memory stays until this process ends. Called
    /// by the garbage collector's thread: it must not wait. Default: null, the line is a warning of <see cref="System.Diagnostics.Trace"/>.
    /// </summary>
    public Action<string>? BlockLeaked { get; set; }

    /// <summary>
    /// Told of what an event handler of this client throws: nobody else is, and the next event is handed on. Called on the thread pool; calls
    /// may overlap. Default: null, nobody.
    /// </summary>
    public Action<Exception>? HandlerFailed { get; set; }

    /// <summary>
    /// Told when a session is lost for good: the server has ended, or was started anew, or could not be reached for as long as
    /// <see cref="ReconnectTimeout"/>. What the session held is gone with it: references, subscriptions to events, places in queues. The next
    /// request of the client begins a new session. Called on the thread pool, with the reason. Default: null, nobody.
    /// </summary>
    public Action<Exception>? SessionLost { get; set; }

    /// <summary>
    /// Told when events were lost because their handler was too far behind: how many, and of which object. The events that follow arrive
    /// as always. Called on the thread pool, before the first event behind the gap; calls may overlap. Default: null, nobody; see also
    /// <see cref="ClientStatistics.EventsLost"/>.
    /// </summary>
    public Action<Lagged>? Lagged { get; set; }

    /// <summary>The clock of all waits. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// How many other servers this client may be connected to at a time because references led it there (<see cref="AllowServer"/>); a
    /// further one fails with <see cref="LimitExceededException"/>. Default: 16. At least 1.
    /// </summary>
    public int MaxOtherServers { get; set; } = 16;

    internal List<Func<string, ObjectClientOptions?>> Servers { get; } = [];

    /// <summary>
    /// Lets references to objects of another server lead this client there: <see cref="ObjectClient.AttachAsync{T}"/> connects to the
    /// address that the reference brings. Without this it connects nowhere.
    /// </summary>
    /// <param name="address">The address, as the other server advertises it.</param>
    /// <param name="options">
    /// How to connect there. Null: as this client does, but without its <see cref="AuthKey"/>, which no other server is ever shown.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not an address.</exception>
    public ObjectClientOptions AllowServer(string address, ObjectClientOptions? options = null)
    {
        var allowed = Link.LinkAddress.Parse(address);
        return AllowServers(asked => Link.LinkAddress.TryParse(asked, out Link.LinkAddress parsed) && parsed == allowed ? options ?? WithoutSecrets() : null);
    }

    /// <summary>As <see cref="AllowServer"/>, for addresses that a function chooses.</summary>
    /// <param name="choose">
    /// Is given an address and says how to connect there; null: not at all. What it is given came with a reference, and may be anybody's
    /// text: compare all of it. Calls may overlap. Where several functions were given, the first that allows an address decides.
    /// </param>
    public ObjectClientOptions AllowServers(Func<string, ObjectClientOptions?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        Servers.Add(choose);
        return this;
    }

    internal List<Action<Errors.ExceptionRegistry>> Exceptions { get; } = [];

    /// <summary>
    /// Lets exceptions of type <typeparamref name="TException"/> that a shared object throws arrive as themselves. The server must know
    /// the type too. Well-known types of the base class library need no registration.
    /// </summary>
    /// <typeparam name="TException">A type with a public constructor (string message, Exception? innerException).</typeparam>
    /// <exception cref="InvalidOperationException">The type has no such constructor, is abstract, or derives from <see cref="ObjectServerException"/>.</exception>
    public ObjectClientOptions AddException<TException>()
        where TException : Exception
    {
        Errors.ExceptionRegistry.Check<TException>();
        Exceptions.Add(static registry => registry.Add<TException>());
        return this;
    }

    internal List<Type> TypeArguments { get; } = [];

    /// <summary>
    /// Lets calls of generic methods give <typeparamref name="T"/> as a type argument. The server must allow the type too
    /// (<c>ObjectServerOptions.AddTypeArgument</c>). Numbers, text, times, their nullable forms and arrays, and contracts need no
    /// registration.
    /// </summary>
    /// <typeparam name="T">A type that can be an argument.</typeparam>
    /// <exception cref="InvalidOperationException">The type cannot travel; the message says why.</exception>
    public ObjectClientOptions AddTypeArgument<T>()
    {
        Contract.AllowedTypeArguments.Check(typeof(T));
        TypeArguments.Add(typeof(T));
        return this;
    }

    /// <summary>These options with a key where they have none.</summary>
    internal ObjectClientOptions WithKey(string key)
    {
        if (AuthKey is not null) return this;
        var copy = (ObjectClientOptions)MemberwiseClone();
        copy.AuthKey = key;
        return copy;
    }

    internal void Validate()
    {
        if (AuthKey is not null && (string.IsNullOrWhiteSpace(AuthKey) || AuthKey.Length > 4096))
            throw new ArgumentException("The key is empty or longer than 4096 characters; leave it out, or give the server's.", nameof(AuthKey));
        if (AuthKeyName is { Length: > 64 }) throw new ArgumentException("The name of a key has at most 64 characters.", nameof(AuthKeyName));
        if (AuthKeyName is not null && AuthKey is null) throw new ArgumentException($"There is the name of a key, and no {nameof(AuthKey)}.", nameof(AuthKeyName));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxValueBytes, 1024, nameof(MaxValueBytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero, nameof(ConnectTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConnectTimeout, LongestWait, nameof(ConnectTimeout));
        if (ReconnectTimeout is { } reconnect)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(reconnect, TimeSpan.Zero, nameof(ReconnectTimeout));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(reconnect, LongestWait, nameof(ReconnectTimeout));
        }

        DemandTimeout(DefaultTimeout, nameof(DefaultTimeout));

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCallbacks, 1, nameof(MaxCallbacks));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOtherServers, 1, nameof(MaxOtherServers));
        ArgumentNullException.ThrowIfNull(TimeProvider, nameof(TimeProvider));
    }

    /// <summary>Refuses a limit for calls that cannot be one.</summary>
    internal static void DemandTimeout(TimeSpan timeout, string name)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, LongestWait, name);
    }

    // Each property by itself: one that is added and proves who this client is must not go to other servers unseen.
    private ObjectClientOptions WithoutSecrets()
    {
        var copy = new ObjectClientOptions
        {
            ClientName = ClientName,
            MaxValueBytes = MaxValueBytes,
            ConnectTimeout = ConnectTimeout,
            ReconnectTimeout = ReconnectTimeout,
            RebindNamed = RebindNamed,
            DefaultTimeout = DefaultTimeout,
            MaxCallbacks = MaxCallbacks,
            MapSharedMemory = MapSharedMemory,
            BlockLeaked = BlockLeaked,
            HandlerFailed = HandlerFailed,
            SessionLost = SessionLost,
            Lagged = Lagged,
            TimeProvider = TimeProvider,
        };
        copy.Exceptions.AddRange(Exceptions);
        copy.TypeArguments.AddRange(TypeArguments);
        return copy;
    }
}
