using ObjectServer.Session.Authentication;

namespace ObjectServer.Session;

/// <summary>How many sessions of any kind there may be at a time: together, of one address, of one key or certificate. Calls may overlap.</summary>
internal sealed class SessionPlaces(ObjectServerOptions options)
{
    private readonly PlaceCounter _addresses = new(
        "One more session",
        (nameof(options.MaxSessions), options.MaxSessions),
        (nameof(options.MaxSessionsPerAddress), options.MaxSessionsPerAddress));

    private readonly PlaceCounter _principals = new(
        "One more session",
        (nameof(options.MaxSessions), options.MaxSessions),
        (nameof(options.MaxSessionsPerPrincipal), options.MaxSessionsPerPrincipal));

    /// <summary>Takes a place for one more session.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public void Take(SessionPeer peer, Principal principal)
    {
        _addresses.Take(peer.Origin);
        if (!IsKnown(principal) || _principals.TryTake($"{principal}") is not { } refusal) return;
        _addresses.GiveBack(peer.Origin);
        throw refusal;
    }

    /// <summary>A session has ended.</summary>
    public void GiveBack(SessionPeer peer, Principal principal)
    {
        _addresses.GiveBack(peer.Origin);
        if (IsKnown(principal)) _principals.GiveBack($"{principal}");
    }

    // Who was not asked is everybody.
    private static bool IsKnown(Principal principal) => principal.Kind is PrincipalKind.Key or PrincipalKind.Certificate;
}
