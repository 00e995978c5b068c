namespace ObjectServer.Dashboard.Values;

/// <summary>What became of reading a property.</summary>
internal enum PropertyState
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>Its value is not to be shown, and was not read.</summary>
    Redacted,

    /// <summary>It threw, or its object did not let anybody in.</summary>
    Failed,
}
