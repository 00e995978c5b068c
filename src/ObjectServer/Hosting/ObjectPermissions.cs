namespace ObjectServer;

/// <summary>What clients may do, as rules of <see cref="ObjectServerBuilder.Allow"/> say it.</summary>
[Flags]
public enum ObjectPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Create objects.</summary>
    Create = 1,

    /// <summary>Get objects, by name or by reference, and use their members.</summary>
    Call = 2,

    /// <summary>Delete objects that have a name.</summary>
    Delete = 4,

    /// <summary>
    /// What concerns the server as a whole: see its sessions, objects, locks, memory and log, end sessions, drain it and shut it down. Type and name
    /// of a rule do not matter for it.
    /// </summary>
    Administer = 8,

    /// <summary>Everything.</summary>
    All = Create | Call | Delete | Administer,
}
