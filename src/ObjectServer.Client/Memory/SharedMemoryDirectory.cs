using ObjectServer.Memory;

namespace ObjectServer.Client;

/// <summary>The directory in which servers of this user keep their shared memory, seen without a server.</summary>
public static class SharedMemoryDirectory
{
    /// <summary>Where it is when nobody says: <c>/dev/shm</c> where there is one, else the folder for temporary files.</summary>
    public static string Default => MemoryFolder.DefaultPlace;

    /// <summary>
    /// Takes away what servers of this user have left that were killed. Every server does so when it starts; this is for who starts none. It
    /// takes nothing of a server that lives, also of one that is just starting; processes that still use what it takes away keep that for as
    /// long as they do. Calls may overlap.
    /// </summary>
    /// <param name="directory">The directory, as <c>ObjectServerOptions.SharedMemoryDirectory</c> had it; null for the default.</param>
    /// <returns>What it took away.</returns>
    /// <exception cref="IOException">Something of it cannot be taken away; all the rest has been.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static SweptMemory Sweep(string? directory = null) => MemoryFolder.Sweep(directory ?? Default);
}
