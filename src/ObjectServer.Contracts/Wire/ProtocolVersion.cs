namespace ObjectServer.Wire;

/// <summary>Which protocol is spoken.</summary>
internal static class ProtocolVersion
{
    /// <summary>The only one so far.</summary>
    public const uint Current = 1;
}
