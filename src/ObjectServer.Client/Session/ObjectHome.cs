using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>Where one side's own objects are, and by which rules the other side may call them.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Identity">Whose they are: what references to them name.</param>
/// <param name="CpuLane">Where CPU-bound members run; null where they run like others.</param>
/// <param name="MaxCalls">How many calls a session may have under way.</param>
/// <param name="MaxCallsOption">The option that says so.</param>
internal sealed record ObjectHome(ObjectTable Objects, ServerIdentity Identity, CpuLane? CpuLane, int MaxCalls, string MaxCallsOption)
{
    /// <summary>How many of the objects a session may hold, as <c>ObjectServerOptions.MaxObjectsPerSession</c> says. Default: any number.</summary>
    public int MaxObjects { get; init; } = int.MaxValue;

    /// <summary>How many handlers a session may have at events, as <c>ObjectServerOptions.MaxSubscriptionsPerSession</c> says. Default: any number.</summary>
    public int MaxSubscriptions { get; init; } = int.MaxValue;

    /// <summary>How much objects may hold for a session, as <c>ObjectServerOptions.MaxHoldsPerSession</c> says. Default: nothing is held for any.</summary>
    public int MaxHolds { get; init; }

    /// <summary>Whether no new calls are taken any more. Default: never.</summary>
    public Func<bool> IsDraining { get; init; } = static () => false;

    /// <summary>What calls may give as type arguments of generic methods, in both directions.</summary>
    public required AllowedTypeArguments TypeArguments { get; init; }

    /// <summary>Whether proxies of objects elsewhere are handed on as objects of this side. Default: no.</summary>
    public bool Forwards { get; init; }

    /// <summary>Told of events that were lost on their way to a handler: the object that raised them, and how many. Default: nobody is.</summary>
    public Action<ObjectReference?, long> Lagged { get; init; } = static (_, _) => { };

    /// <summary>Told of a call that failed whose caller does not want to know. Default: nobody is.</summary>
    public Action<Exception> OneWayFailed { get; init; } = static _ => { };
}
