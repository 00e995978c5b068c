namespace ObjectServer.Benchmarks.Loads;

/// <summary>How a client calls.</summary>
internal enum LoadKind
{
    /// <summary>So many loops, each of which awaits its call and calls again.</summary>
    Async,

    /// <summary>So many threads, each of which waits for its call and calls again.</summary>
    Blocking,

    /// <summary>The same, reading a property.</summary>
    Reading,
}
