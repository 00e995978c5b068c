namespace ObjectServer.Session.Authentication;

/// <summary>How a client has proven who it is.</summary>
internal enum PrincipalKind
{
    /// <summary>It was not asked: the server has no keys, and the connection no certificate.</summary>
    Anybody,

    /// <summary>By a key.</summary>
    Key,

    /// <summary>By the certificate of its TLS connection.</summary>
    Certificate,

    /// <summary>It is in the server's own process.</summary>
    OwnProcess,
}
