namespace ObjectServer.Serving;

/// <summary>All settings that a flag, a variable or the settings file can give.</summary>
internal static class Settings
{
    /// <summary>What switches an address off.</summary>
    public const string None = "none";

    /// <summary>What a switch is that is given without a value.</summary>
    public const string On = "true";

    public static readonly Setting Load = new(
        "--load", "path", "Assembly to load; clients may create every class in it that has [SharedObject]. Repeatable.", Repeatable: true);

    public static readonly Setting TypeArgument = new(
        "--type-argument", "type",
        "Full name of a type, of a loaded assembly or one that it refers to, that generic methods may be called for; with [] for arrays. Repeatable.",
        Repeatable: true);

    public static readonly Setting Url = new(
        "--url", "url",
        $"Address to listen on, or \"none\"; one that is not loopback needs TLS and a key. Port 0 takes a free port. Repeatable. Default: {DefaultAddress.Url}", Repeatable: true);

    public static readonly Setting Socket = new(
        "--socket", "path", "Unix socket to listen on, or \"none\". Default: objectserver.sock in the user's runtime or temporary folder.");

    public static readonly Setting Advertise = new(
        "--advertise", "address",
        "Where others can reach the server, for references that clients hand on, or \"none\". Default: the first address it listens on.");

    public static readonly Setting MaxValueBytes = new(
        "--max-value-bytes", "bytes", "Largest single argument or result, as encoded. Default: 1073741824 (1 GiB). At least 1024.");

    public static readonly Setting MaxCalls = new(
        "--max-calls", "count", "Calls that one session may have under way; further ones wait in the client. Default: 1024. From 1 to 65536.");

    public static readonly Setting MaxWaitingCalls = new(
        "--max-waiting-calls", "count",
        "Calls that may wait for one serialized object; further ones are refused. Default: 10000. From 1 to 1048576.");

    public static readonly Setting MaxSessions = new(
        "--max-sessions", "count", "Sessions that there may be at a time; a further client is refused. Default: 10000. At least 1.");

    public static readonly Setting MaxSessionsPerAddress = new(
        "--max-sessions-per-address", "count", "The same, of one address; all clients of the socket are one. Default: 4096. At least 1.");

    public static readonly Setting MaxSessionsPerPrincipal = new(
        "--max-sessions-per-principal", "count", "The same, of one key or one certificate. Default: 10000. At least 1.");

    public static readonly Setting MaxConnections = new(
        "--max-connections", "count", "Connections that there may be at a time; a client has up to three. Default: 32768. At least 1.");

    public static readonly Setting MaxConnectionsPerAddress = new(
        "--max-connections-per-address", "count", "The same, of one address; all clients of the socket are one. Default: 16384. At least 1.");

    public static readonly Setting MaxHandshakes = new(
        "--max-handshakes", "count", "Connections that may be proving whose they are at a time; further ones are refused. Default: 16384. At least 1.");

    public static readonly Setting MaxHandshakesPerAddress = new(
        "--max-handshakes-per-address", "count", "The same, of one address; all clients of the socket are one. Default: 4096. At least 1.");

    public static readonly Setting MaxObjects = new(
        "--max-objects", "count", "Objects that one session may hold references to. Default: 262144. At least 1.");

    public static readonly Setting MaxSubscriptions = new(
        "--max-subscriptions", "count", "Handlers that one session may have at events. Default: 10000. At least 1.");

    public static readonly Setting MaxJsonDepth = new(
        "--max-json-depth", "count", "How deep an argument may be nested that travels as JSON. Default: 64. From 1 to 64.");

    public static readonly Setting CpuThreads = new(
        "--cpu-threads", "count", "Threads for CPU-bound members. Default: 0, as many as the machine has cores. At most 1024.");

    public static readonly Setting BlockingReaders = new(
        "--blocking-readers", "count", "Up to how many clients whose calls come by a Unix socket have a thread each. Default: 8. From 0 to 4096.");

    public static readonly Setting OfferLocalSocket = new(
        "--offer-local-socket", "true|false", "Whether calls and large values of gRPC clients on this machine go by the Unix socket. Default: true.", IsSwitch: true);

    public static readonly Setting ShareMemory = new(
        "--share-memory", "true|false", "Whether processes on this machine may use shared memory in place. Default: true.", IsSwitch: true);

    public static readonly Setting MemoryDirectory = new(
        "--memory-directory", "path", "Folder in which shared memory is kept: a file system in memory. Default: /dev/shm where there is one.");

    public static readonly Setting MaxSegmentBytes = new(
        "--max-segment-bytes", "bytes", "Largest single segment of shared memory. Default: 68719476736 (64 GiB).");

    public static readonly Setting MaxMemoryBytesPerSession = new(
        "--max-session-memory-bytes", "bytes", "Shared memory that one session may have created and that is still there. Default: 274877906944 (256 GiB).");

    public static readonly Setting MaxMemoryBytes = new(
        "--max-memory-bytes", "bytes", "Shared memory that there may be, of all sessions together. Default: 1099511627776 (1 TiB).");

    public static readonly Setting DrainSeconds = new(
        "--drain-seconds", "seconds", "How long running calls may take to end at shutdown; then they are cancelled. Default: 10.");

    public static readonly Setting SessionGraceSeconds = new(
        "--session-grace-seconds", "seconds", "How long a session waits for its client when its link has broken. Default: 120.");

    public static readonly Setting LockGraceSeconds = new(
        "--lock-grace-seconds", "seconds", "How long locks are kept for a client whose link has broken; others wait for them. Default: 10.");

    public static readonly Setting MaxHolds = new(
        "--max-holds", "count", "Locks and the like that one session may hold or wait for at a time. Default: 10000.");

    public static readonly Setting MaxElements = new(
        "--max-elements", "count", "Elements that one shared list, set or dictionary may have. Default: 16777216.");

    public static readonly Setting MaxWatchedChanges = new(
        "--max-watched-changes", "count", "Changes of a shared collection that are kept for one who watches it. Default: 1024.");

    public static readonly Setting HeartbeatSeconds = new(
        "--heartbeat-seconds", "seconds",
        "How often each side of a link asks the other for a sign of life; after three times as long without one it is broken. Default: 10.");

    public static readonly Setting LogLevel = new(
        "--log-level", "level", "Least level that is logged: trace, debug, information, warning, error, critical or none. Default: information.");

    public static readonly Setting MemberStatistics = new(
        "--member-statistics", "true|false", "Whether the calls of each member are counted, with their times and last errors. Default: true.");

    public static readonly Setting WatchdogSeconds = new(
        "--watchdog-seconds", "seconds", "How long a call may keep a thread before the log names its member; 0 for never. Default: 30.");

    public static readonly Setting Otlp = new(
        "--otlp", "url", "Collector that traces and metrics are sent to, such as http://127.0.0.1:4317. Default: none.",
        StandardVariable: "OTEL_EXPORTER_OTLP_ENDPOINT", OtherPlace: $"{Setting.TelemetrySection}:OtlpEndpoint");

    public static readonly Setting OtlpProtocol = new(
        "--otlp-protocol", "protocol", "How it is spoken to: grpc or http/protobuf. Default: grpc.",
        StandardVariable: "OTEL_EXPORTER_OTLP_PROTOCOL", OtherPlace: $"{Setting.TelemetrySection}:OtlpProtocol");

    public static readonly Setting ServiceName = new(
        "--service-name", "name", "What the server is called in what is sent there. Default: objectserver.",
        StandardVariable: "OTEL_SERVICE_NAME", OtherPlace: $"{Setting.TelemetrySection}:ServiceName");

    public static readonly Setting OtlpSend = new(
        "--otlp-send", "what", "What is sent there: traces, metrics or both. Default: both.", OtherPlace: $"{Setting.TelemetrySection}:Send");

    public static readonly Setting OtlpSource = new(
        "--otlp-source", "name", "Source of spans, and meter, of what is loaded, that is sent there too; may have a * in it. Repeatable. Default: none.",
        Repeatable: true, OtherPlace: $"{Setting.TelemetrySection}:Sources");

    public static readonly Setting IncludeStack = new(
        "--include-stack", "to", "Who gets the stack traces of objects' exceptions: always, never, or local callers only. Default: local.");

    public static readonly Setting AllowShutdown = new(
        "--allow-shutdown", "true|false", "Whether any client may shut the server down. Without a value: true. Default: false.", IsSwitch: true);

    public static readonly Setting Allow = new(
        "--allow", "rule",
        "Who may do what: \"call name=catalog/ by key:readers\". With one rule, what none allows is refused. Repeatable. Default: no rules.",
        Repeatable: true);

    public static readonly Setting Initializer = new(
        "--initializer", "path", "Assembly with a class that implements IServerInitializer, which runs before the server listens.");

    public static readonly Setting InitializerType = new(
        "--initializer-type", "name", "Full name of that class. Default: the only one in the assembly.");

    public static readonly Setting InitializerArgument = new(
        "--initializer-argument", "text", "What it is given; --initializer-argument=text for any text. Repeatable.", Repeatable: true);

    public static readonly Setting AuthKeyFile = new(
        "--auth-key-file", "path",
        $"File with a key that clients must prove; only its owner may read it. name=path names the key. Repeatable. One key can come by {KeySettings.Variable}.",
        Repeatable: true);

    public static readonly Setting InsecurePlaintext = new(
        "--insecure-plaintext", "true|false", "Whether addresses that are not loopback may do without TLS; a key they need. Default: false.", IsSwitch: true);

    public static readonly Setting TlsCertificate = new(
        "--tls-certificate", "path", "The server's certificate for https://: a PEM file, or a PFX file. It is read again when it changes.");

    public static readonly Setting TlsKey = new(
        "--tls-key", "path", "Private key of a PEM certificate, where its own file does not have it; only its owner may read it.");

    public static readonly Setting TlsPasswordFile = new(
        "--tls-password-file", "path", "File with the password of the certificate or its key; only its owner may read it.");

    public static readonly Setting TlsStore = new(
        "--tls-store", "certificate", "The server's certificate from the system's store instead: its thumbprint, or a part of its subject.");

    public static readonly Setting ClientCa = new(
        "--client-ca", "path", "PEM file with the authorities whose certificates clients of https:// must have. Read again when it changes.");

    public static readonly Setting Dashboard = new(
        "--dashboard", "url",
        $"Serves a dashboard on an address of its own; one that is not loopback needs TLS and a key. Without a value: {DashboardOptions.DefaultAddress}. Default: none.",
        IsSwitch: true);

    public static readonly Setting DashboardHost = new(
        "--dashboard-host", "name", "Name under which browsers may ask for the dashboard, beside numbers and localhost. Repeatable.", Repeatable: true);

    public static IReadOnlyList<Setting> All { get; } =
    [
        Load, TypeArgument, Url, Socket, Advertise, MaxValueBytes, MaxCalls, MaxWaitingCalls,
        MaxSessions, MaxSessionsPerAddress, MaxSessionsPerPrincipal, MaxConnections, MaxConnectionsPerAddress, MaxHandshakes, MaxHandshakesPerAddress,
        MaxObjects, MaxSubscriptions, MaxJsonDepth, CpuThreads, BlockingReaders,
        OfferLocalSocket, ShareMemory, MemoryDirectory, MaxSegmentBytes, MaxMemoryBytesPerSession, MaxMemoryBytes, DrainSeconds,
        SessionGraceSeconds, LockGraceSeconds, MaxHolds, MaxElements, MaxWatchedChanges, HeartbeatSeconds, LogLevel,
        MemberStatistics, WatchdogSeconds, Otlp, OtlpProtocol, OtlpSend, OtlpSource, ServiceName, IncludeStack, AllowShutdown, Allow, Initializer, InitializerType, InitializerArgument,
        AuthKeyFile, InsecurePlaintext, TlsCertificate, TlsKey, TlsPasswordFile, TlsStore, ClientCa,
        Dashboard, DashboardHost,
    ];
}
