using ObjectServer.Session.Authentication;

namespace ObjectServer.Dashboard.Security;

/// <summary>Logs in by the server's keys: whose clients may administer the server may see all of it. Calls may overlap.</summary>
internal sealed class KeyLogin(KeyRing keys, ObjectServerOptions options)
{
    /// <summary>Whether there are keys.</summary>
    public bool IsOn => keys.AsksForKey;

    /// <summary>Who has a key; null for nobody, or nobody who may administer the server, which are not told apart.</summary>
    /// <param name="name">The key's name; empty for the key without one.</param>
    /// <param name="key">The key.</param>
    public Principal? Find(string name, string key)
    {
        if (keys.Recognize(name, key) is not { } principal) return null;
        return options.Rules.Count == 0 || options.Rules.Any(rule => rule.Permissions.HasFlag(ObjectPermissions.Administer) && rule.Clients.Cover(principal))
            ? principal
            : null;
    }
}
