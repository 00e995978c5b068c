using System.Runtime.CompilerServices;

namespace ObjectServer.Memory;

/// <summary>
/// How this process uses one segment: in place where that can be, else by calls. All arrays over the same proxy, or over the same segment of
/// this process's server, share it. Calls may overlap.
/// </summary>
internal sealed class MemoryUse
{
    private static readonly ConditionalWeakTable<ISharedMemory, MemoryUse> Uses = [];

    private readonly Lock _gate = new();
    private readonly IMemoryOrigin? _origin;
    private readonly ILiveMemory? _live;
    private readonly TransferSource? _transfers;
    private MemoryMapping? _mapping;
    private bool _hasLooked;
    private ObjectReference _lookedAt;
    private int _users;

    private MemoryUse(ISharedMemory memory, long contentBytes)
    {
        Memory = memory;
        ContentBytes = contentBytes;
        _live = memory as ILiveMemory;
        _origin = memory as IMemoryOrigin;
        _transfers = _origin is null ? null : new TransferSource(_origin);
    }

    /// <summary>The segment.</summary>
    public ISharedMemory Memory { get; }

    /// <summary>How long its content is.</summary>
    public long ContentBytes { get; }

    /// <summary>The use of a segment; the caller joins it.</summary>
    public static MemoryUse Of(ISharedMemory memory, long contentBytes) =>
        Uses.GetValue(memory, one => new MemoryUse(one, contentBytes));

    /// <summary>One more array uses it.</summary>
    public void Join()
    {
        lock (_gate) _users++;
    }

    /// <summary>An array does not use it any more. Blocks that are out keep what they need.</summary>
    public void Leave()
    {
        MemoryMapping? closed;
        IMemoryTransfer? transfer;
        lock (_gate)
        {
            if (--_users > 0) return;
            (closed, _mapping) = (_mapping, null);
            transfer = _transfers?.Take();
            _hasLooked = false;
        }

        closed?.Close();
        TransferSource.Drop(transfer);
    }

    /// <summary>Whether the segment is used in place; null while that is not known.</summary>
    public bool? IsInPlace => _live is not null ? true : HasLooked ? _mapping is not null : null;

    // A proxy that was obtained by a name may have another object by now, of a server that was started anew.
    private bool HasLooked => Volatile.Read(ref _hasLooked) && (_origin is null || _origin.Reference == _lookedAt);

    /// <summary>Finds out how the segment can be used.</summary>
    public async ValueTask OpenAsync(CancellationToken cancel)
    {
        if (!MayLook()) return;
        MemoryPlace? place = await Memory.GetPlaceAsync(cancel).ConfigureAwait(false);
        Open(place);
    }

    /// <inheritdoc cref="OpenAsync"/>
    public void Open()
    {
        if (MayLook()) Open(Memory.Place);
    }

    /// <summary>Whether the server is lost that the segment was of.</summary>
    public bool IsLost => _origin is { IsLost: true };

    /// <summary>The faster way to copy; null where there is none.</summary>
    public ValueTask<IMemoryTransfer?> TransferAsync(CancellationToken cancel) => _transfers?.GetAsync(cancel) ?? default;

    /// <summary>
    /// Private memory that shows the segment: that mapped once more, so that only the pages are copied that are written; a copy when it is
    /// used by calls.
    /// </summary>
    public async ValueTask<BlockMemory> OpenPrivateAsync(CancellationToken cancel)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        if (IsInPlace != true) return new PrivateCopy(this);
        return OpenPrivate(_live is { } live ? live.File : await Memory.GetPlaceAsync(cancel).ConfigureAwait(false));
    }

    /// <inheritdoc cref="OpenPrivateAsync"/>
    public BlockMemory OpenPrivate()
    {
        Open();
        return IsInPlace == true ? OpenPrivate(_live is { } live ? live.File : Memory.Place) : new PrivateCopy(this);
    }

    /// <summary>Takes a block. The segment has been opened.</summary>
    public ValueTask<BlockLease> AcquireAsync(long position, long bytes, BlockAccess access, CancellationToken cancel) =>
        TryInPlace(position, access) is { } block ? ValueTask.FromResult<BlockLease>(block) : CopyAsync(position, bytes, access, cancel);

    /// <inheritdoc cref="AcquireAsync"/>
    public BlockLease Acquire(long position, long bytes, BlockAccess access)
    {
        if (TryInPlace(position, access) is { } block) return block;
        CopiedBlock copy = Copy(position, bytes, access);
        try
        {
            if (access != BlockAccess.Overwrite) copy.Fetch();
            return copy;
        }
        catch
        {
            copy.Release();
            throw;
        }
    }

    /// <summary>One of the words of the content's own, read where the segment is used in place; null where it is used by calls.</summary>
    public unsafe long? UserWord(int index)
    {
        MemoryMapping? mapping = _live?.Mapping ?? _mapping;
        if (mapping is null) return null;
        if (!mapping.TryUse()) throw Gone();
        try
        {
            return mapping.IsGone ? throw Gone() : Volatile.Read(ref ((long*)mapping.UserWords)[index]);
        }
        finally
        {
            mapping.Release();
        }
    }

    /// <summary>The greatest token of the segment's lock that is void, as far as can be seen here without asking the server.</summary>
    public ulong SeenFence()
    {
        MemoryMapping? mapping = _live?.Mapping ?? _mapping;
        if (mapping is null || !mapping.TryUse()) return 0;
        ulong fence = mapping.Fence;
        mapping.Release();
        return fence;
    }

    /// <summary>A block was never disposed of.</summary>
    public void Leaked(string what)
    {
        _live?.Leaked(what);
        _origin?.Leaked(what);
    }

    private MemoryMapping OpenPrivate(MemoryPlace? place) =>
        (place is null ? null : MemoryMapping.TryOpen(place, ContentBytes, copyOnWrite: true)) ?? throw Gone();

    private bool MayLook()
    {
        if (_live is not null || HasLooked) return false;
        if (_origin is { MapsMemory: true }) return true;
        Open(null);
        return false;
    }

    private void Open(MemoryPlace? place)
    {
        MemoryMapping? opened = place is null ? null : MemoryMapping.TryOpen(place, ContentBytes);
        lock (_gate)
        {
            if (!HasLooked && _users > 0)
            {
                (_mapping, opened) = (opened, _mapping);
                _lookedAt = _origin?.Reference ?? default;
                _hasLooked = true;
            }
        }

        opened?.Close();
    }

    private DirectBlock? TryInPlace(long position, BlockAccess access)
    {
        MemoryMapping? mapping = _live?.Mapping ?? _mapping;
        if (mapping is null) return null;

        // Nothing of a mapping may be looked at before it is kept: it may be closed at any time.
        if (!mapping.TryUse()) throw Gone();
        Exception? refusal = mapping.IsGone ? Gone() : access != BlockAccess.Read && IsLost ? Lost() : null;
        if (refusal is null) return new DirectBlock(this, mapping, position);
        mapping.Release();
        throw refusal;
    }

    private async ValueTask<BlockLease> CopyAsync(long position, long bytes, BlockAccess access, CancellationToken cancel)
    {
        CopiedBlock copy = Copy(position, bytes, access);
        try
        {
            if (access != BlockAccess.Overwrite) await copy.FetchAsync(cancel).ConfigureAwait(false);
            return copy;
        }
        catch
        {
            copy.Release();
            throw;
        }
    }

    private CopiedBlock Copy(long position, long bytes, BlockAccess access)
    {
        if (_origin is { } origin && bytes > origin.MostBlockBytes)
            throw new LimitExceededException("ObjectClientOptions.MaxValueBytes", origin.MostBlockBytes, bytes, "A block of shared memory that is not used in place");
        return new CopiedBlock(this, position, bytes, access);
    }

    private static ServerUnavailableException Lost() =>
        new("The server of this shared memory has been lost, so nobody else would see what is written. It can still be read here.");

    private ObjectGoneException Gone() => _origin is { } origin ? new ObjectGoneException(origin.Reference) : MemoryMapping.Gone();
}
