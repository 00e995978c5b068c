using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A count that is signalled down to zero, and that many wait for. It stays at zero until it is reset. A client that dies before it has signalled leaves
/// the count as it is: the count belongs to nobody. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedCountdown")]
public interface ISharedCountdown
{
    /// <summary>What the count was at first, or was reset to.</summary>
    [SharedMember(ReadOnly = true)]
    int InitialCount { get; }

    /// <summary>How many signals are still to come.</summary>
    [SharedMember(ReadOnly = true)]
    int CurrentCount { get; }

    /// <summary>Whether the count is zero.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsSet { get; }

    /// <summary>How many wait for it.</summary>
    [SharedMember(ReadOnly = true)]
    int Waiting { get; }

    /// <summary>Counts down. At zero, all who wait go on.</summary>
    /// <param name="count">How many signals; at least one.</param>
    /// <param name="cancel">Cancels the call; it may have counted all the same.</param>
    /// <returns>True when the count is zero now.</returns>
    /// <exception cref="InvalidOperationException">So many are not to come any more; nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than one.</exception>
    Task<bool> SignalAsync(int count = 1, CancellationToken cancel = default);

    /// <summary>Counts up, unless the count is zero already.</summary>
    /// <param name="count">How many more signals are to come; at least one.</param>
    /// <param name="cancel">Cancels the call; it may have counted all the same.</param>
    /// <returns>False when the count was zero, and stays so.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than one, or the count would not fit an integer.</exception>
    Task<bool> TryAddAsync(int count = 1, CancellationToken cancel = default);

    /// <summary>Begins anew. Who waits goes on waiting, unless the new count is zero.</summary>
    /// <param name="count">The new count; null for the one it began with.</param>
    /// <param name="cancel">Cancels the call; it may have been reset all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    Task ResetAsync(int? count = null, CancellationToken cancel = default);

    /// <summary>Waits until the count is zero.</summary>
    /// <inheritdoc cref="ISharedEvent.WaitAsync"/>
    Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default);
}
