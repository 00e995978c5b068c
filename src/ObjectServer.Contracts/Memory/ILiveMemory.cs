using ObjectServer.Contract;

namespace ObjectServer.Memory;

/// <summary>A segment of this process's own server.</summary>
internal interface ILiveMemory : ILibraryObject
{
    /// <summary>Its place in this process; it is closed when the segment is gone.</summary>
    MemoryMapping Mapping { get; }

    /// <summary>Where its file is.</summary>
    MemoryPlace File { get; }

    /// <summary>A block was never disposed of.</summary>
    void Leaked(string what);
}
