using ObjectServer.Client.Session;
using ObjectServer.Objects;
using ObjectServer.Session.Authentication;

namespace ObjectServer.Session.Access;

/// <summary>
/// What one session may do, by the rules for its principal. What a client may not use it does not learn of either: it is asked here before
/// anything is looked up. Calls may overlap.
/// </summary>
internal sealed class SessionAccess(Principal principal, string client, AccessRule[] rules, SessionReferences references, ILogger log) : IObjectAccess
{
    // A client that asks for ever does not fill the log.
    private const int MostLogged = 16;

    private int _refused;

    /// <summary>Whether it may do that with every object.</summary>
    public bool MayAll(ObjectPermissions what) => rules.Any(rule => rule.CoversAll && rule.Permissions.HasFlag(what));

    /// <summary>Whether it may do that with an object of that type and name; null for none.</summary>
    public bool May(ObjectPermissions what, string? type, string? name) => rules.Any(rule => rule.Permissions.HasFlag(what) && rule.Covers(type, name));

    /// <summary>Whether it may do that with an object; what members return is of no type that rules are about.</summary>
    public bool May(ObjectPermissions what, SharedObject shared) =>
        May(what, shared.Ownership == ObjectOwnership.Returned ? null : shared.TypeName, shared.Name);

    /// <inheritdoc/>
    public bool MayCall(SharedObject shared) => May(ObjectPermissions.Call, shared);

    /// <summary>Whether it may use an object in any way.</summary>
    public bool Shows(SharedObject shared) => references.MayCall(shared) || May(ObjectPermissions.Delete, shared);

    /// <summary>Whether it may use some object of that name, should there be one.</summary>
    public bool ShowsName(string name) => MayName(ObjectPermissions.Call, name) || MayName(ObjectPermissions.Delete, name);

    /// <summary>Whether it may create or call objects of a registered type.</summary>
    public bool ShowsType(string type) =>
        rules.Any(rule => (rule.Permissions & (ObjectPermissions.Create | ObjectPermissions.Call)) != 0 && rule.CoversType(type));

    /// <summary>Whether it may do that with objects of a name, of some type at least.</summary>
    public bool MayName(ObjectPermissions what, string name) => rules.Any(rule => rule.Permissions.HasFlag(what) && rule.CoversName(name));

    /// <summary>Demands that it may do that with objects of a name, of some type at least.</summary>
    /// <exception cref="AccessDeniedException">It may not.</exception>
    public void DemandName(ObjectPermissions what, string name)
    {
        if (!MayName(what, name)) throw Refuse(what, null, name);
    }

    /// <summary>Demands that it may do that with a named object.</summary>
    /// <exception cref="AccessDeniedException">It may not.</exception>
    public void Demand(ObjectPermissions what, SharedObject named, string name)
    {
        if (!May(what, named)) throw Refuse(what, null, name);
    }

    /// <summary>Demands that it may see what a type looks like.</summary>
    /// <exception cref="AccessDeniedException">It may not.</exception>
    public void DemandType(string type)
    {
        if (!ShowsType(type)) throw Refuse(ObjectPermissions.Call, type, null);
    }

    /// <summary>Demands that it may do what concerns the server as a whole.</summary>
    /// <param name="asked">What it wants to do, for messages.</param>
    /// <exception cref="AccessDeniedException">It may not.</exception>
    public void DemandAdministration(string asked)
    {
        if (rules.Any(rule => rule.Permissions.HasFlag(ObjectPermissions.Administer))) return;
        throw Refuse(asked, "administer", "");
    }

    /// <summary>The error for what it may not do with objects of a type or name.</summary>
    public AccessDeniedException Refuse(ObjectPermissions what, string? type, string? name)
    {
        // What a client has written must not break a line of the log.
        type = type is null ? null : ClientName.Of(type);
        name = name is null ? null : ClientName.Of(name);
        string verb = what.ToString().ToLowerInvariant();
        string ofType = type is null ? "" : $" of the type \"{type}\"";
        string ofName = name is null ? "" : $" named \"{name}\"";
        string filter = (type is null ? "" : $" type=\"{type}\"") + (name is null ? "" : $" name=\"{name}\"");
        return Refuse($"{verb} objects{ofType}{ofName}", verb, filter);
    }

    /// <inheritdoc/>
    public AccessDeniedException Refuse(SharedObject shared)
    {
        // The client has said no more than an id: what that stands for is for the log alone.
        const string Verb = "call";
        Log($"call object {shared.Id}, type \"{shared.TypeName}\", name \"{ClientName.Of(shared.Name ?? "")}\"");
        return Error($"call the object with the id {shared.Id}", Verb, " …");
    }

    private AccessDeniedException Refuse(string asked, string verb, string filter)
    {
        Log(asked);
        return Error(asked, verb, filter);
    }

    private AccessDeniedException Error(string asked, string verb, string filter) => new(
        $"No rule of this server lets {principal} {asked}. Who runs the server can allow it: "
        + $"AddObjectServer().Allow(…), or --allow '{verb}{filter} by {AllowedClients.TextOf(principal.Kind, principal.Name)}'.");

    private void Log(string asked)
    {
        if (Volatile.Read(ref _refused) < MostLogged && Interlocked.Increment(ref _refused) <= MostLogged) log.AccessDenied(client, $"{principal}", asked);
    }
}
