using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Dashboard.Security;

/// <summary>Who is logged in. What a browser keeps is known here by its hash alone. Calls may overlap.</summary>
internal sealed class LoginTable(TimeProvider time, TimeSpan lifetime)
{
    /// <summary>How many there may be at a time; a further one ends the oldest.</summary>
    public const int Most = 64;

    private const int SecretBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Login> _logins = new(StringComparer.Ordinal);

    /// <summary>Logs somebody in.</summary>
    /// <param name="who">Who it is, for people.</param>
    /// <returns>What the browser keeps.</returns>
    public string Begin(string who)
    {
        string secret = NewSecret();
        var login = new Login(who, NewSecret(), time.GetUtcNow() + lifetime);
        lock (_gate)
        {
            foreach (string over in _logins.Where(one => one.Value.Until <= time.GetUtcNow()).Select(one => one.Key).ToList()) _logins.Remove(over);
            if (_logins.Count >= Most) _logins.Remove(_logins.MinBy(one => one.Value.Until).Key);
            _logins[HashOf(secret)] = login;
        }

        return secret;
    }

    /// <summary>Whose it is; null when it is nobody's, or nobody's any more.</summary>
    public Login? Find(string? secret)
    {
        if (string.IsNullOrEmpty(secret)) return null;
        lock (_gate) return _logins.TryGetValue(HashOf(secret), out Login? login) && login.Until > time.GetUtcNow() ? login : null;
    }

    /// <summary>Logs out.</summary>
    public void End(string? secret)
    {
        if (string.IsNullOrEmpty(secret)) return;
        lock (_gate) _logins.Remove(HashOf(secret));
    }

    /// <summary>A text that nobody can guess, fit for addresses and cookies.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
