using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A place where a number of parties wait until all have come, again and again. A party whose session ends, or that is without a link for longer than
/// <c>ObjectServerOptions.LockGrace</c>, loses its place: the others wait for another one. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedBarrier")]
public interface ISharedBarrier
{
    /// <summary>How many must come.</summary>
    [SharedMember(ReadOnly = true)]
    int Parties { get; }

    /// <summary>How many have come and wait.</summary>
    [SharedMember(ReadOnly = true)]
    int Waiting { get; }

    /// <summary>Whether it is broken: nobody can wait there until it is reset.</summary>
    [SharedMember(ReadOnly = true)]
    bool IsBroken { get; }

    /// <summary>Waits until all parties have come, and the action, if there is one, has run. Who gives up by its token takes its place back.</summary>
    /// <param name="timeout">
    /// How long, by the server's clock; null for the time that the barrier was made with, if any. Who has waited so long breaks the barrier.
    /// </param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>A number from 0 below the number of parties, different for each that passes together.</returns>
    /// <exception cref="BrokenBarrierException">The barrier is broken, or became so, or was reset meanwhile.</exception>
    /// <exception cref="LockLostException">The client was away for too long, and has lost its place.</exception>
    /// <inheritdoc cref="ISharedEvent.WaitAsync" path="/exception"/>
    Task<int> WaitAsync(TimeSpan? timeout = null, CancellationToken cancel = default);

    /// <summary>Breaks the barrier: all who wait, and all who come, are told so.</summary>
    void Abort();

    /// <inheritdoc cref="Abort"/>
    /// <param name="cancel">Cancels the call; it may have been done all the same.</param>
    Task AbortAsync(CancellationToken cancel = default);

    /// <summary>The barrier is as at first. Who waits is told that it was broken.</summary>
    void Reset();

    /// <inheritdoc cref="Reset"/>
    /// <param name="cancel">Cancels the call; it may have been done all the same.</param>
    Task ResetAsync(CancellationToken cancel = default);
}
