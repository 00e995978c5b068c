using ObjectServer.Locks;

namespace ObjectServer;

/// <summary>
/// A lock that is held, or a permit. Disposing of it gives it back; what is never disposed of is held until the session ends. Members may be called
/// at the same time.
/// </summary>
public sealed class HeldLock : IAsyncDisposable
{
    private readonly ISharedFence _taken;
    private readonly LockFlow? _flow;
    private readonly ObjectReference _takenOf;
    private ulong _token;
    private volatile bool _isLost;
    private int _released;

    internal HeldLock(ISharedFence taken, ulong token, LockFlow? flow)
    {
        _taken = taken;
        _flow = flow;
        _token = token;
        _takenOf = Origin?.Reference ?? default;
    }

    /// <summary>The fencing token: greater than that of everybody who had it before. Waiting at a condition gives a new one.</summary>
    public ulong Token => Volatile.Read(ref _token);

    /// <summary>
    /// Whether it is known to be lost: a call has said so, or the session has ended. A client that has been without a link for too long does not
    /// know it before it asks, by <see cref="AskAsync"/>; a guarded call is refused in any case.
    /// </summary>
    public bool IsLost => _isLost || (Origin is { } origin && (origin.IsLost || origin.Reference != _takenOf));

    /// <summary>Whether it has been given back.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    // Behind a proxy that was obtained by a name there may be another object by now, of a server that was started anew.
    private IFenceOrigin? Origin => _taken as IFenceOrigin;

    /// <summary>Asks the server whether it is still held.</summary>
    /// <param name="cancel">Gives up waiting for the answer.</param>
    /// <exception cref="ObjectGoneException">The lock is gone.</exception>
    public async Task<bool> AskAsync(CancellationToken cancel = default)
    {
        if (IsReleased || IsLost) return false;
        bool isHeld = await _taken.IsHeldAsync(Token, cancel).ConfigureAwait(false);
        if (!isHeld) _isLost = true;
        return isHeld;
    }

    /// <summary>
    /// A further proxy of the same object, whose calls carry the token: the server lets each into the object only while the lock is held under it,
    /// and does not pass the lock on before the call has ended. So a client that has lost the lock without knowing it changes nothing. Nothing
    /// is sent. The further proxy equals the first, which holds the object for both. What its calls bring back is not guarded, except for the
    /// steps of a sequence or stream. Its token is that of this moment: guard again after waiting at a condition.
    /// </summary>
    /// <typeparam name="T">A contract of the object's; of a <see langword="dynamic"/> proxy write <c>(object)d</c>.</typeparam>
    /// <param name="proxy">A proxy of the client that holds the lock, of an object of the same server; or a delegate of that server's.</param>
    /// <exception cref="ArgumentException"><paramref name="proxy"/> is no proxy, or one of another client or server.</exception>
    /// <exception cref="InvalidOperationException">The lock is held by code of the server itself, whose calls carry nothing.</exception>
    /// <exception cref="LockLostException">The lock is known to be lost.</exception>
    /// <exception cref="ObjectDisposedException">It has been given back.</exception>
    public T Guard<T>(T proxy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(proxy);
        Demand();
        return Origin is { } origin
            ? (T)origin.Guard(proxy, Token)
            : throw new InvalidOperationException($"The lock is held by code of the server itself, whose calls carry no token: it asks by {nameof(AskAsync)}.");
    }

    /// <summary>Gives it back. Again: nothing.</summary>
    /// <exception cref="LockLostException">It had been lost. Others may have had it since.</exception>
    /// <exception cref="ObjectGoneException">The lock is gone.</exception>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0) return default;
        _flow?.Leave();
        return ReleaseAsync();
    }

    /// <summary>Throws when it is not held, as far as is known.</summary>
    internal void Demand()
    {
        ObjectDisposedException.ThrowIf(IsReleased, this);
        if (IsLost) throw Lost(null);
    }

    /// <summary>It was given up meanwhile and got again, under another token.</summary>
    internal void Renew(ulong token) => Volatile.Write(ref _token, token);

    /// <summary>It was given up meanwhile, and not got again.</summary>
    internal void Lose() => _isLost = true;

    private async ValueTask ReleaseAsync()
    {
        if (IsLost) throw Lost(null);
        try
        {
            await _taken.ReleaseAsync(Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LockLostException or ServerUnavailableException)
        {
            throw Lost(e);
        }
    }

    // A session that was lost holds nothing any more.
    private LockLostException Lost(Exception? why)
    {
        _isLost = true;
        return why as LockLostException ?? new LockLostException(
            $"The lock, token {Token}, has been lost: this process was without a link to the server for longer than that waits, or its session has ended. Others may have had "
            + "it since: acquire it again, and read afresh.",
            why);
    }
}
