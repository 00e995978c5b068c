namespace ObjectServer.Wire;

/// <summary>Metadata of the unary services, beside their messages.</summary>
internal static class UnaryMetadata
{
    /// <summary>Of a request: the token of its session.</summary>
    public const string Session = "objectserver-session";

    /// <summary>Of an answer that is an error: the error.</summary>
    public const string Error = "objectserver-error-bin";
}
