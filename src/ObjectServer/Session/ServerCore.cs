using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Errors;
using ObjectServer.Hosting;
using ObjectServer.Memory;
using ObjectServer.Objects;
using ObjectServer.Session.Access;
using ObjectServer.Values;

namespace ObjectServer.Session;

/// <summary>What all sessions of a server share.</summary>
internal sealed class ServerCore
{
    private readonly IServiceProvider _services;
    private readonly IHostApplicationLifetime _lifetime;
    private ulong _lastSession;

    public ServerCore(
        ObjectServerOptions options,
        ServerIdentity identity,
        ObjectHost host,
        CpuLane cpuLane,
        AllowedTypeArguments typeArguments,
        AdvertisedAddress address,
        TimeProvider time,
        IServiceProvider services,
        IHostApplicationLifetime lifetime,
        ILogger<ServerCore> log)
    {
        _services = services;
        _lifetime = lifetime;
        Options = options;
        Address = address;
        Host = host;
        Time = time;
        Started = time.GetUtcNow();
        Log = log;
        Access = new AccessRules(options, log);
        Limit = options.ValueLimit;
        Exceptions = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(Exceptions);
        Errors = new ErrorTranslator(Exceptions);
        Home = new ObjectHome(
            host.Objects, identity, cpuLane, options.MaxCallsPerSession, $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxCallsPerSession)}")
        {
            TypeArguments = typeArguments,
            Forwards = true,
            MaxObjects = options.MaxObjectsPerSession,
            MaxSubscriptions = options.MaxSubscriptionsPerSession,
            MaxHolds = options.MaxHoldsPerSession,
            IsDraining = () => host.IsDraining,
            OneWayFailed = error => log.OneWayFailed(error),
        };
    }

    public ObjectServerOptions Options { get; }

    /// <summary>Where others can reach the server.</summary>
    public AdvertisedAddress Address { get; }

    public ServerIdentity Identity => Home.Identity;

    public ObjectHost Host { get; }

    /// <summary>Who may do what.</summary>
    public AccessRules Access { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public ErrorTranslator Errors { get; }

    /// <summary>Which exceptions travel as themselves.</summary>
    public ExceptionRegistry Exceptions { get; }

    /// <summary>The server's objects, and by which rules they are called.</summary>
    public ObjectHome Home { get; }

    /// <summary>Held while an atomic batch takes its places at its objects, so that all batches stand in the same order everywhere.</summary>
    public Lock BatchOrder { get; } = new();

    /// <summary>Says what memory is used. Looked up when it is asked for: it knows the sessions, and they know this.</summary>
    public MemoryReporter MemoryReporter => _services.GetRequiredService<MemoryReporter>();

    /// <summary>What a single value may take.</summary>
    public ValueLimit Limit { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>What sessions that have ended had done.</summary>
    public PastSessions Past { get; } = new();

    /// <summary>The number of a new session: from 1, for people.</summary>
    public ulong NextSessionNumber() => Interlocked.Increment(ref _lastSession);

    /// <summary>Demands that a client may end the server's work.</summary>
    /// <param name="access">What the client may do; null where there are no rules.</param>
    /// <param name="what">What it asks the server to do: "shut down".</param>
    /// <param name="asked">The same, as something that it does.</param>
    /// <exception cref="AccessDeniedException">It may not.</exception>
    public void DemandShutdown(SessionAccess? access, string what, string asked)
    {
        access?.DemandAdministration(asked);
        if (access is not null || Options.AllowShutdown) return;
        throw new AccessDeniedException(
            $"The client asked the server to {what}, and the server does not let clients do so. It must be started with "
            + $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.AllowShutdown)}, which is --allow-shutdown on its command line.");
    }

    /// <summary>Tells the host to stop, and does not wait for it.</summary>
    public void Stop() => _lifetime.StopApplication();
}
