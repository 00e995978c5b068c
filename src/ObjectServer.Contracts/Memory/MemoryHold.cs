namespace ObjectServer.Memory;

/// <summary>A segment's lock that is held: its token, and what is done under it. Calls may overlap.</summary>
internal sealed class MemoryHold
{
    private readonly MemoryUse _use;
    private readonly ISharedMemoryLock _lock;
    private readonly ObjectReference _takenOf;
    private volatile bool _isLost;
    private int _released;

    private MemoryHold(MemoryUse use, ISharedMemoryLock taken, ulong token, bool isExclusive)
    {
        _use = use;
        _lock = taken;
        _takenOf = Origin?.Reference ?? default;
        Token = token;
        IsExclusive = isExclusive;
    }

    /// <summary>The fencing token.</summary>
    public ulong Token { get; }

    /// <summary>Whether it is held to write.</summary>
    public bool IsExclusive { get; }

    /// <summary>Whether the lock is known to be lost: some call has said so, the session has ended, or in place it can be seen in the segment.</summary>
    public bool IsLost => _isLost || (Volatile.Read(ref _released) == 0 && IsVoid);

    // Lost or given back, as far as can be seen here.
    private bool IsVoid => (Origin is { } origin && (origin.IsLost || origin.Reference != _takenOf)) || _use.SeenFence() >= Token;

    // Behind a proxy that was obtained by a name there may be another object by now, of a server that was started anew.
    private IMemoryOrigin? Origin => _use.Memory as IMemoryOrigin;

    /// <summary>Waits for the lock of a segment.</summary>
    public static async Task<MemoryHold> TakeAsync(MemoryUse use, bool isExclusive, CancellationToken cancel)
    {
        ISharedMemoryLock asked = await use.Memory.GetLockAsync(cancel).ConfigureAwait(false);
        var request = Guid.NewGuid();
        try
        {
            return new MemoryHold(use, asked, await asked.AcquireAsync(request, isExclusive, cancel).ConfigureAwait(false), isExclusive);
        }
        catch (TimeoutException)
        {
            // The answer may have come too late.
            _ = WithdrawAsync(asked, request);
            throw;
        }
        catch
        {
            await ForgetAsync(asked).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Puts the lock around a block that is about to be used.</summary>
    public BlockLease Fence(BlockLease block, long position, long bytes, BlockAccess access) => new FencedBlock(block, this, position, bytes, access);

    /// <summary>Whether a block may be acquired for this.</summary>
    /// <exception cref="InvalidOperationException">It is to be written, and the lock is held to read.</exception>
    /// <exception cref="ObjectDisposedException">The lock has been given back.</exception>
    /// <exception cref="LockLostException">The lock is known to be lost.</exception>
    public void Demand(BlockAccess access)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _released) != 0, this);
        if (access != BlockAccess.Read && !IsExclusive) throw new InvalidOperationException($"The lock is held to read, and a block was asked for {access}: take the lock for {BlockAccess.ReadWrite}.");
        ThrowIfLost();
    }

    /// <summary>To be asked when a block ends that needs no writing back.</summary>
    /// <exception cref="LockLostException">The lock is known to be lost.</exception>
    public void ThrowIfLost()
    {
        if (_isLost || IsVoid) throw Lost(null);
    }

    /// <summary>Writes under the token.</summary>
    public void Write(long position, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            _lock.Write(Token, position, bytes);
        }
        catch (Exception e) when (MeansLost(e))
        {
            throw Lost(e);
        }
    }

    /// <inheritdoc cref="Write"/>
    public async Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await _lock.WriteAsync(Token, position, bytes, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (MeansLost(e))
        {
            throw Lost(e);
        }
    }

    /// <summary>Asks the server whether the lock is still held.</summary>
    public async Task<bool> AskAsync(CancellationToken cancel)
    {
        if (IsLost || Volatile.Read(ref _released) != 0) return false;
        bool isHeld = await _lock.IsHeldAsync(Token, cancel).ConfigureAwait(false);
        if (!isHeld) _isLost = true;
        return isHeld;
    }

    /// <summary>Gives the lock back; tells when there was none to give back. Again: nothing.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0) return;
        try
        {
            await _lock.ReleaseAsync(Token).ConfigureAwait(false);
        }
        catch (Exception e) when (MeansLost(e))
        {
            throw Lost(e);
        }
        finally
        {
            await ForgetAsync(_lock).ConfigureAwait(false);
        }
    }

    private static async Task WithdrawAsync(ISharedMemoryLock asked, Guid request)
    {
        await asked.WithdrawAsync(request).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ForgetAsync(asked).ConfigureAwait(false);
    }

    private static ValueTask ForgetAsync(ISharedMemoryLock asked) => asked is IMemoryOrigin and IAsyncDisposable proxy ? proxy.DisposeAsync() : default;

    // A session that was lost holds nothing any more.
    private static bool MeansLost(Exception error) => error is LockLostException or ServerUnavailableException;

    private LockLostException Lost(Exception? why)
    {
        _isLost = true;
        return why as LockLostException ?? new LockLostException(
            $"The lock of the shared memory, token {Token}, has been lost: this process was without a link to the server for longer than that waits, or its session has "
            + "ended. Others may have had the lock since: acquire it again, and read afresh.",
            why);
    }
}
