using ObjectServer.Client.Session;
using ObjectServer.Session.Authentication;

namespace ObjectServer.Session.Access;

/// <summary>The rules of a server. Immutable.</summary>
internal sealed class AccessRules(ObjectServerOptions options, ILogger log)
{
    private readonly AccessRule[] _rules = [.. options.Rules];

    /// <summary>What a new session may do; null where there are no rules, and who was let in may do everything.</summary>
    /// <param name="principal">Who its client has proven to be.</param>
    /// <param name="client">What the client calls itself.</param>
    /// <param name="references">What the session holds. It is told which objects may be used, unless all may.</param>
    public SessionAccess? Of(Principal principal, string client, SessionReferences references)
    {
        if (_rules.Length == 0) return null;
        var access = new SessionAccess(principal, client, [.. _rules.Where(rule => rule.Clients.Cover(principal))], references, log);
        if (!access.MayAll(ObjectPermissions.Call)) references.Access = access;
        return access;
    }
}
