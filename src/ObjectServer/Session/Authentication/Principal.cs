namespace ObjectServer.Session.Authentication;

/// <summary>Who a client has proven to be.</summary>
/// <param name="Kind">How it was proven.</param>
/// <param name="Name">The name of the key, or the subject of the certificate.</param>
internal sealed record Principal(PrincipalKind Kind, string Name)
{
    /// <summary>Nobody was asked who they are.</summary>
    public static Principal Anybody { get; } = new(PrincipalKind.Anybody, "");

    /// <summary>The server's own process.</summary>
    public static Principal OwnProcess { get; } = new(PrincipalKind.OwnProcess, "");

    /// <summary>Who a connection is of that has proven no key.</summary>
    public static Principal Of(SessionPeer peer) => peer switch
    {
        { Certificate: { } subject } => new Principal(PrincipalKind.Certificate, subject),
        { IsOwnProcess: true } => OwnProcess,
        _ => Anybody,
    };

    /// <summary>Whether a connection may carry what is this principal's: one that is known by its certificate comes with it every time.</summary>
    public bool MayUse(SessionPeer peer) => Kind != PrincipalKind.Certificate || peer.Certificate == Name;

    /// <summary>For people.</summary>
    public override string ToString() => Kind switch
    {
        PrincipalKind.Key when Name.Length == 0 => "the key",
        PrincipalKind.Key => $"the key {Name}",
        PrincipalKind.Certificate => $"the certificate {Name}",
        PrincipalKind.OwnProcess => "the server's own process",
        _ => "anybody",
    };
}
