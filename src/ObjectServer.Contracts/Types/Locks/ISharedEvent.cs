using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>Something that is set or not, and that many wait for. It stays set until it is cleared. Calls may overlap.</summary>
[SharedContract]
[LibraryContract("SharedEvent")]
public interface ISharedEvent
{
    /// <summary>Whether it is set.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsSet { get; }

    /// <summary>How many wait for it.</summary>
    [SharedMember(ReadOnly = true)]
    int Waiting { get; }

    /// <summary>Sets it: all who wait go on.</summary>
    void Set();

    /// <inheritdoc cref="Set"/>
    /// <param name="cancel">Cancels the call; it may have been set all the same.</param>
    Task SetAsync(CancellationToken cancel = default);

    /// <summary>It is not set any more: who waits from now on waits until it is set again.</summary>
    void Clear();

    /// <inheritdoc cref="Clear"/>
    /// <param name="cancel">Cancels the call; it may have been cleared all the same.</param>
    Task ClearAsync(CancellationToken cancel = default);

    /// <summary>Waits until it is set.</summary>
    /// <param name="timeout">How long, by the server's clock; null for any time, zero for none.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>False when the time was over first.</returns>
    /// <exception cref="LimitExceededException">As many wait as may, or the session holds and waits for as much as it may.</exception>
    /// <exception cref="ObjectGoneException">It was deleted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than 49 days.</exception>
    Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default);
}
