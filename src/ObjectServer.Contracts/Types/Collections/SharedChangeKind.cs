namespace ObjectServer;

/// <summary>What has happened to a collection that is watched.</summary>
public enum SharedChangeKind
{
    /// <summary>Nothing: watching has begun, and what follows has happened after the version that is given.</summary>
    Begun = 0,

    /// <summary>An element has been added.</summary>
    Added = 1,

    /// <summary>An element has been replaced by another one.</summary>
    Replaced = 2,

    /// <summary>An element has been taken out.</summary>
    Removed = 3,

    /// <summary>All elements have been taken out.</summary>
    Cleared = 4,

    /// <summary>The elements of a list stand in another order. Read them again.</summary>
    Reordered = 5,

    /// <summary>Changes are not told, because whoever watches was too slow to take them. Read the elements again.</summary>
    Missed = 6,
}
