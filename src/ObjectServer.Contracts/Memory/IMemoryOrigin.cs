namespace ObjectServer.Memory;

/// <summary>Where a proxy of shared memory comes from: its session, as far as memory is concerned. Calls may overlap.</summary>
internal interface IMemoryOrigin
{
    /// <summary>Whether memory may be used in place where that is possible.</summary>
    bool MapsMemory { get; }

    /// <summary>Whether the server has been lost for good, and with it everybody who could see what is written.</summary>
    bool IsLost { get; }

    /// <summary>The largest block that is copied, in bytes.</summary>
    long MostBlockBytes { get; }

    /// <summary>The reference of the proxy's object, for messages.</summary>
    ObjectReference Reference { get; }

    /// <summary>The faster way to copy; null where there is none. The caller disposes of it, if it is a proxy.</summary>
    Task<IMemoryTransfer?> OpenTransferAsync(CancellationToken cancel);

    /// <summary>A block was never disposed of.</summary>
    void Leaked(string what);
}
