namespace ObjectServer;

/// <summary>What kind of value an item of a shared list has.</summary>
public enum ItemKind
{
    /// <summary>None: null.</summary>
    Null,

    /// <summary>A bool.</summary>
    Boolean,

    /// <summary>A long.</summary>
    Integer,

    /// <summary>A double.</summary>
    Real,

    /// <summary>A string, kept as UTF-8.</summary>
    Text,

    /// <summary>An array of bytes.</summary>
    Bytes,
}
