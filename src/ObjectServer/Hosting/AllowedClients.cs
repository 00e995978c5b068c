using ObjectServer.Session.Authentication;

namespace ObjectServer;

/// <summary>Which clients a rule is for, by what they have proven. Immutable.</summary>
public sealed class AllowedClients
{
    private readonly PrincipalKind _kind;
    private readonly string _name;

    private AllowedClients(PrincipalKind kind, string name = "")
    {
        _kind = kind;
        _name = name;
    }

    /// <summary>Every client that is let in, whatever it has proven.</summary>
    public static AllowedClients Anybody { get; } = new(PrincipalKind.Anybody);

    /// <summary>Clients in the server's own process that have proven no key.</summary>
    public static AllowedClients OwnProcess { get; } = new(PrincipalKind.OwnProcess);

    internal string? KeyName => _kind == PrincipalKind.Key ? _name : null;

    /// <summary>Clients that have proven a key, and have no certificate.</summary>
    /// <param name="name">The key's name in <see cref="ObjectServerOptions.AuthKeys"/>; empty for <see cref="ObjectServerOptions.AuthKey"/>.</param>
    public static AllowedClients WithKey(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        return new AllowedClients(PrincipalKind.Key, name);
    }

    /// <summary>Clients whose TLS connection has proven a certificate.</summary>
    /// <param name="subject">The certificate's whole subject, such as <c>CN=alice, O=Example</c>; compared character by character.</param>
    /// <exception cref="ArgumentException">There is no subject.</exception>
    public static AllowedClients WithCertificate(string subject)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        return new AllowedClients(PrincipalKind.Certificate, subject);
    }

    /// <summary>As settings of the server program write it: <c>anybody</c>, <c>own-process</c>, <c>key</c>, <c>key:name</c>, <c>certificate:subject</c>.</summary>
    public override string ToString() => TextOf(_kind, _name);

    internal static string TextOf(PrincipalKind kind, string name) => kind switch
    {
        PrincipalKind.Key when name.Length == 0 => "key",
        PrincipalKind.Key => $"key:{name}",
        PrincipalKind.Certificate => $"certificate:{name}",
        PrincipalKind.OwnProcess => "own-process",
        _ => "anybody",
    };

    internal bool Cover(Principal principal) => _kind == PrincipalKind.Anybody || (_kind == principal.Kind && _name == principal.Name);
}
