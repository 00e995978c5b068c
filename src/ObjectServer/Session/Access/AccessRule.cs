namespace ObjectServer.Session.Access;

/// <summary>One rule: who may do what with which objects.</summary>
/// <param name="Clients">Who.</param>
/// <param name="Permissions">What.</param>
/// <param name="Type">Registered type name of the objects; null for any.</param>
/// <param name="NamePrefix">How their names begin; null together with a type for objects without a name.</param>
internal sealed record AccessRule(AllowedClients Clients, ObjectPermissions Permissions, string? Type, string? NamePrefix)
{
    /// <summary>Whether it is about every object there is.</summary>
    public bool CoversAll => Type is null && NamePrefix is null;

    /// <summary>Whether it is about an object of that type and name; null for none.</summary>
    public bool Covers(string? type, string? name)
    {
        if (CoversAll) return true;
        return name is null ? NamePrefix is null && Type == type : CoversName(name) && (Type is null || Type == type);
    }

    /// <summary>Whether an object of that name can be one of those that it is about, whatever its type.</summary>
    public bool CoversName(string name) => CoversAll || (NamePrefix is not null && name.StartsWith(NamePrefix, StringComparison.Ordinal));

    /// <summary>Whether it is about objects of that type, but for some names perhaps.</summary>
    public bool CoversType(string type) => CoversAll || Type == type || (Type is null && Permissions.HasFlag(ObjectPermissions.Create));
}
