namespace ObjectServer.Memory;

/// <summary>Whose memory a view shows: it ends with its owner.</summary>
internal interface IMemoryOwner
{
    /// <summary>It has been disposed of.</summary>
    bool IsDisposed { get; }
}
