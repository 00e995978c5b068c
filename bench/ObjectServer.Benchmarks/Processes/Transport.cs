namespace ObjectServer.Benchmarks.Processes;

/// <summary>What the bytes go by.</summary>
internal enum Transport
{
    /// <summary>TCP on the loopback address.</summary>
    Tcp,

    /// <summary>A Unix socket.</summary>
    Unix,
}
