namespace ObjectServer;

/// <summary>What an attribute of a shared namespace is. New kinds are added at the end.</summary>
public enum NamespaceKind
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="int"/>.</summary>
    Int32,

    /// <summary><see cref="long"/>.</summary>
    Int64,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64,

    /// <summary><see cref="float"/>.</summary>
    Single,

    /// <summary><see cref="double"/>.</summary>
    Double,

    /// <summary><see cref="decimal"/>.</summary>
    Decimal,

    /// <summary><see cref="char"/>.</summary>
    Char,

    /// <summary><see cref="string"/>.</summary>
    String,

    /// <summary>An array of <see cref="byte"/>.</summary>
    Bytes,

    /// <summary><see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary><see cref="System.DateTime"/>.</summary>
    DateTime,

    /// <summary><see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary><see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary>Anything else that is written as JSON: records, lists, dictionaries. Its reader says which type it is to be.</summary>
    Json,
}
