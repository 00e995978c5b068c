namespace ObjectServer.Benchmarks.Values;

/// <summary>What is sent again and again.</summary>
internal enum ValueKind
{
    /// <summary>An array of numbers, as an argument.</summary>
    ArrayUp,

    /// <summary>An array of numbers, as a result.</summary>
    ArrayDown,

    /// <summary>A list of records, as a result.</summary>
    RecordList,

    /// <summary>A sequence of numbers, item by item.</summary>
    StreamItems,
}
