namespace ObjectServer;

/// <summary>What a server allows and how it behaves. Read once, when the server starts.</summary>
public sealed class ObjectServerOptions
{
    /// <summary>
    /// Identity of this server in every reference. With an identity of its own a server that is restarted is known as the same one,
    /// at a later generation. Default: null, a new identity at each start.
    /// </summary>
    public Guid? ServerId { get; set; }

    /// <summary>
    /// Where others can reach this server: <c>http://host:port</c>, <c>https://host:port</c>, <c>unix:/path</c> or <c>grpc+unix:/path</c>.
    /// It goes into the references that clients hand on, so that who gets one can connect, if its own options allow the address. Default:
    /// null, the first address that the server listens on, unless that stands for all addresses of the machine. Empty: none.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>
    /// Key that clients and this server share: each side proves to the other that it knows it, before anything else is said; the key itself
    /// is never sent. Its principal is the key without a name. Whoever listens to a link without TLS can try keys out at leisure, so take
    /// one that cannot be guessed, such as 32 random bytes as text. Default: null. Without any key, whoever can connect is let in. An empty
    /// key is refused. At most 4096 characters.
    /// </summary>
    public string? AuthKey { get; set; }

    /// <summary>
    /// Further keys by name, for clients that are to be told apart or let in for a time: a client gives the name with its key. The name is
    /// the client's principal, and no secret. Default: none. Names of at most 64 characters, keys as <see cref="AuthKey"/>, at most 1024.
    /// </summary>
    public IDictionary<string, string> AuthKeys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Largest single value, in bytes as encoded, that is accepted as an argument or sent as a result; what is larger fails with
    /// <see cref="LimitExceededException"/> before memory is taken for it. Default: 1 GiB. At least 1 KiB.
    /// </summary>
    public long MaxValueBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How many calls one session may have under way at a time; further ones wait in the client. Default: 1024. From 1 to 65,536.</summary>
    public int MaxCallsPerSession { get; set; } = 1024;

    /// <summary>
    /// How many calls may wait for one serialized object, or for one lock, or watch one shared collection, at a time, of all sessions together; a
    /// further one is refused at once with <see cref="LimitExceededException"/> and does not run. Default: 10,000. From 1 to 1,048,576.
    /// </summary>
    public int MaxWaitingCalls { get; set; } = Dispatch.QueueRules.DefaultMostWaiting;

    /// <summary>
    /// How many elements one shared list, set or dictionary may have; what would add a further one fails with
    /// <see cref="LimitExceededException"/> and changes nothing. Default: 16,777,216. At least 1.
    /// </summary>
    public int MaxElements { get; set; } = 16_777_216;

    /// <summary>
    /// How many changes of a shared collection are kept for one who watches it and has not taken them; who falls behind further is told how many it
    /// has missed. Default: 1024. At least 1.
    /// </summary>
    public int MaxWatchedChanges { get; set; } = 1024;

    /// <summary>How many sessions there may be at a time; a further client is refused. Default: 10,000. At least 1.</summary>
    public int MaxSessions { get; set; } = 10_000;

    /// <summary>
    /// How many sessions there may be at a time of one address, before and after they prove who they are; addresses of IPv6 count by their
    /// first 64 bits, and all clients of Unix sockets together as one. A further client is refused. Default: 4096. At least 1.
    /// </summary>
    public int MaxSessionsPerAddress { get; set; } = 4096;

    /// <summary>
    /// How many sessions there may be at a time of one key or one certificate; a further client with it is refused. Default: 10,000, as many
    /// as there may be together, because clients often share a key. At least 1.
    /// </summary>
    public int MaxSessionsPerPrincipal { get; set; } = 10_000;

    /// <summary>
    /// How many connections there may be at a time, those included that have said nothing yet: of the server program's addresses and of
    /// clients of <c>unix:</c>; in an application of one's own the web server has limits for the others. A client has up to three. A
    /// further one is closed. Default: 32,768. At least 1.
    /// </summary>
    public int MaxConnections { get; set; } = 32_768;

    /// <summary>The same, of one address, counted as for <see cref="MaxSessionsPerAddress"/>. Default: 16,384. At least 1.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 16_384;

    /// <summary>
    /// How many lanes may be in their handshake at a time, which is until they have proven whose they are, or for
    /// <see cref="HandshakeTimeout"/>; a session has up to three lanes. A further one is refused. Default: 16,384. At least 1.
    /// </summary>
    public int MaxHandshakes { get; set; } = 16_384;

    /// <summary>The same, of one address, counted as for <see cref="MaxSessionsPerAddress"/>. Default: 4096. At least 1.</summary>
    public int MaxHandshakesPerAddress { get; set; } = 4096;

    /// <summary>
    /// How many objects one session may hold references to at a time; what would bring a further one fails with
    /// <see cref="LimitExceededException"/>. Default: 262,144. At least 1.
    /// </summary>
    public int MaxObjectsPerSession { get; set; } = 262_144;

    /// <summary>
    /// How many handlers one session may have at events at a time; a further subscription fails with <see cref="LimitExceededException"/>.
    /// Default: 10,000. At least 1.
    /// </summary>
    public int MaxSubscriptionsPerSession { get; set; } = 10_000;

    /// <summary>
    /// How deep arrays and objects may be nested in an argument that travels as JSON; a deeper one fails with
    /// <see cref="LimitExceededException"/>. Default: 64, which is also what can be written. From 1 to 64.
    /// </summary>
    public int MaxJsonDepth { get; set; } = Values.Structured.JsonOptions.MaxDepth;

    /// <summary>How long a connection may take until its first frame, and a session until its lanes are there. Default: 10 seconds.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a session waits for its client when its link has broken: the client comes back, and goes on where it was. Then the session ends,
    /// with all that it holds. Of a client on this machine, by a Unix socket, the server sees when its process has ended, and does not wait for
    /// it. Default: 2 minutes. From 0 to 24 hours; 0 ends a session with its link.
    /// </summary>
    public TimeSpan SessionGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long what others wait for is kept for a client whose link has broken: locks, and whatever else objects hold for its session. When it
    /// comes back later than that, it is refused with <see cref="LockLostException"/> what it does with a lock that it had. Never longer than
    /// <see cref="SessionGrace"/>, with which all ends. Default: 10 seconds. From 0 to 24 hours; 0 gives locks back with the link.
    /// </summary>
    public TimeSpan LockGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many locks and the like one session may hold or wait for at a time; a further one fails with <see cref="LimitExceededException"/>.
    /// Default: 10,000. At least 1.
    /// </summary>
    public int MaxHoldsPerSession { get; set; } = 10_000;

    /// <summary>
    /// How many items one shared queue may have room for, and one topic may keep; more fail with <see cref="LimitExceededException"/> when it is
    /// created. A queue that is created without a capacity has this one. Default: 1,000,000. From 1 to 1,073,741,824.
    /// </summary>
    public int MaxQueueItems { get; set; } = 1_000_000;

    /// <summary>
    /// How often each side of a link asks the other for a sign of life; a link on which none has come for three times as long is taken for broken.
    /// Default: 10 seconds. From 10 milliseconds to 1 hour.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Up to how many clients whose calls come by a Unix socket each have a thread of their own that waits for them, which is the fastest way to answer a
    /// client that makes one call after the other. When there are more, a few threads read the calls of all of them, which is the fastest way to answer
    /// many busy ones. Default: 8. From 0 to 4096.
    /// </summary>
    public int BlockingReaders { get; set; } = 8;

    /// <summary>How long running calls may take to end when the server shuts down; then they are cancelled. Default: 10 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a session of the unary service lives without a call. Default: 2 minutes.</summary>
    public TimeSpan UnaryLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Threads of the lane for CPU-bound members. Default: 0, as many as the machine has cores. At most 1024.</summary>
    public int CpuLaneThreads { get; set; }

    /// <summary>
    /// Whether the calls of each member are counted, with how long they ran and waited and their last errors. Costs a few nanoseconds a call.
    /// Default: true.
    /// </summary>
    public bool MemberStatistics { get; set; } = true;

    /// <summary>
    /// How long a call may keep its thread before the log names its member, once: a warning. Calls of members that are <c>CpuBound</c> have
    /// threads of their own and are left out; a call that has run for so long and awaits something, which keeps no thread, is told of at the level
    /// of information. Also, that the thread pool has let work wait for more than a second. Default: 30 seconds. From 0 to 24 hours; 0 for no such watch.
    /// </summary>
    public TimeSpan WatchdogAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the stack trace of an exception that an object throws is sent to the caller: true, false, or null (the default) for
    /// callers on the same machine only.
    /// </summary>
    public bool? IncludeRemoteStack { get; set; }

    /// <summary>
    /// Whether any client may shut the server down by <c>ShutdownServerAsync</c>, which stops the application's host. Default: false.
    /// </summary>
    public bool AllowShutdown { get; set; }

    /// <summary>
    /// Whether a client that has come over gRPC by a loopback address is told of a Unix socket that the server also listens on: calls and large values of such a
    /// client go by it, which takes a fraction of the time. Default: true.
    /// </summary>
    public bool OfferLocalSocket { get; set; } = true;

    /// <summary>
    /// Whether processes on this machine may use shared memory in place. Otherwise they use it by calls, as those elsewhere do. Default: true.
    /// </summary>
    public bool ShareMemory { get; set; } = true;

    /// <summary>
    /// Folder in which shared memory is kept: a file system in memory. Each server has a folder of its own in it, which only its user can
    /// enter. Clients in other containers use it in place if they see it under the same path. Default: null, <c>/dev/shm</c> where there is
    /// one, else the temporary folder.
    /// </summary>
    public string? SharedMemoryDirectory { get; set; }

    /// <summary>Largest single segment of shared memory, in bytes; a larger one fails with <see cref="LimitExceededException"/>. Default: 64 GiB.</summary>
    public long MaxSegmentBytes { get; set; } = 64L * 1024 * 1024 * 1024;

    /// <summary>
    /// How many bytes of shared memory one session may have created that are still there; more fail with
    /// <see cref="LimitExceededException"/>. Default: 256 GiB.
    /// </summary>
    public long MaxMemoryBytesPerSession { get; set; } = 256L * 1024 * 1024 * 1024;

    /// <summary>
    /// How many bytes of shared memory there may be; more fail with <see cref="LimitExceededException"/>, and so do those that the file system
    /// has no room for. Default: 1 TiB.
    /// </summary>
    public long MaxMemoryBytes { get; set; } = 1024L * 1024 * 1024 * 1024;

    internal List<Action<Errors.ExceptionRegistry>> Exceptions { get; } = [];

    internal List<Type> TypeArguments { get; } = [];

    internal Values.ValueLimit ValueLimit => new(
        $"{nameof(ObjectServerOptions)}.{nameof(MaxValueBytes)}", MaxValueBytes, MaxJsonDepth, $"{nameof(ObjectServerOptions)}.{nameof(MaxJsonDepth)}");

    internal List<Session.Access.AccessRule> Rules { get; } = [];

    /// <summary>
    /// Lets calls of generic methods give <typeparamref name="T"/> as a type argument. A client must allow the type too
    /// (<c>ObjectClientOptions.AddTypeArgument</c>), but for contracts. Numbers, text, times, their nullable forms and arrays, and the
    /// contracts of all registered types and objects need no registration.
    /// </summary>
    /// <typeparam name="T">A type that can be an argument, or a contract.</typeparam>
    /// <exception cref="InvalidOperationException">The type cannot travel; the message says why.</exception>
    /// <exception cref="InvalidContractException">It is a contract whose members cannot be remote.</exception>
    public ObjectServerOptions AddTypeArgument<T>()
    {
        Contract.AllowedTypeArguments.Check(typeof(T));
        TypeArguments.Add(typeof(T));
        return this;
    }

    /// <summary>
    /// Lets exceptions of type <typeparamref name="TException"/> that a shared object throws arrive as themselves. The client must know
    /// the type too. Well-known types of the base class library need no registration.
    /// </summary>
    /// <typeparam name="TException">A type with a public constructor (string message, Exception? innerException).</typeparam>
    /// <exception cref="InvalidOperationException">The type has no such constructor, is abstract, or derives from <see cref="ObjectServerException"/>.</exception>
    public ObjectServerOptions AddException<TException>()
        where TException : Exception
    {
        Errors.ExceptionRegistry.Check<TException>();
        Exceptions.Add(static registry => registry.Add<TException>());
        return this;
    }
}
