using ObjectServer;

namespace SharedData;

/// <summary>Naps for each number of an array that is somewhere else.</summary>
[SharedContract]
public interface INapper
{
    /// <summary>Opens the array.</summary>
    /// <param name="name">Its name in its server.</param>
    Task OpenAsync(string name);

    /// <summary>Naps once for each number of a part, and gives their sum.</summary>
    /// <param name="first">Where the part begins.</param>
    /// <param name="count">How long it is.</param>
    Task<long> NapAsync(long first, long count);
}
