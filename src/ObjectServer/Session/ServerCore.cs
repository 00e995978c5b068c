using ObjectServer.Dispatch;
using ObjectServer.Errors;
using ObjectServer.Objects;
using ObjectServer.Values;

namespace ObjectServer.Session;

/// <summary>What all sessions of a server share.</summary>
internal sealed class ServerCore
{
    private readonly IHostApplicationLifetime _lifetime;

    public ServerCore(
        ObjectServerOptions options,
        ServerIdentity identity,
        ObjectHost host,
        CpuLane cpuLane,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        ILogger<ServerCore> log)
    {
        _lifetime = lifetime;
        Options = options;
        Identity = identity;
        Host = host;
        CpuLane = cpuLane;
        Time = time;
        Log = log;
        Limit = new ValueLimit($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxValueBytes)}", options.MaxValueBytes);
        var registry = new ExceptionRegistry();
        foreach (Action<ExceptionRegistry> add in options.Exceptions) add(registry);
        Errors = new ErrorTranslator(registry);
    }

    public ObjectServerOptions Options { get; }

    public ServerIdentity Identity { get; }

    public ObjectHost Host { get; }

    public CpuLane CpuLane { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public ErrorTranslator Errors { get; }

    /// <summary>What a single value may take.</summary>
    public ValueLimit Limit { get; }

    /// <summary>Tells the host to stop, and does not wait for it.</summary>
    public void Stop() => _lifetime.StopApplication();
}
