namespace ObjectServer.Serving.Export;

/// <summary>What is sent to a collector.</summary>
[Flags]
internal enum OtlpSignals
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Spans of calls.</summary>
    Traces = 1,

    /// <summary>What is measured.</summary>
    Metrics = 2,

    /// <summary>All.</summary>
    Both = Traces | Metrics,
}
