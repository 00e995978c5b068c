using System.Collections.Frozen;
using System.Security.Cryptography;
using ObjectServer.Wire;

namespace ObjectServer.Session.Authentication;

/// <summary>The keys that clients of this server may prove, by name. Calls may overlap.</summary>
internal sealed class KeyRing
{
    private readonly FrozenDictionary<string, byte[]> _keys;

    // Stands in for a key that does not exist, so that names cannot be told apart by time or answer.
    private readonly byte[] _nobodys = RandomNumberGenerator.GetBytes(32);

    public KeyRing(ObjectServerOptions options)
    {
        Dictionary<string, byte[]> keys = options.AuthKeys.ToDictionary(key => key.Key, key => HandshakeProof.KeyOf(key.Value), StringComparer.Ordinal);
        if (options.AuthKey is { } key) keys[""] = HandshakeProof.KeyOf(key);
        _keys = keys.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whether clients have to prove a key.</summary>
    public bool AsksForKey => _keys.Count > 0;

    /// <summary>The key of a name; of a name that there is not, one that nobody can prove.</summary>
    public byte[] Find(string name) => _keys.TryGetValue(name, out byte[]? key) ? key : _nobodys;

    /// <summary>Checks a client's proof.</summary>
    /// <exception cref="AuthenticationFailedException">It is wrong.</exception>
    public Principal Check(string name, HandshakeProof proof, ReadOnlySpan<byte> given)
    {
        if (proof.IsOfClient(Find(name), given) && _keys.ContainsKey(name)) return new Principal(PrincipalKind.Key, name);
        throw new AuthenticationFailedException(
            "The client's key is not one of this server's. Give the client the key that the server was started with "
            + "(ObjectClientOptions.AuthKey), and with a named key its name (ObjectClientOptions.AuthKeyName).");
    }

    /// <summary>Whose a key is that is shown itself, and not only proven; null for nobody's. It takes as long whatever is wrong with it.</summary>
    public Principal? Recognize(string name, string key)
    {
        bool isSame = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Find(name)), SHA256.HashData(HandshakeProof.KeyOf(key)));
        return isSame && _keys.ContainsKey(name) ? new Principal(PrincipalKind.Key, name) : null;
    }

    /// <summary>What a client without a key is told.</summary>
    public static AuthenticationFailedException Missing() => new(
        "This server asks for a key, and the client has none. Give it the key that the server was started with: ObjectClientOptions.AuthKey, "
        + "or, for the unary service, the two steps of Open.");
}
