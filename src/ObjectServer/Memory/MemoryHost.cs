using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Memory;

/// <summary>
/// The shared memory of a server: where its segments are, how many bytes they have, and how many they may have. The folder comes into being
/// with the first segment. Calls may overlap.
/// </summary>
internal sealed class MemoryHost : IDisposable
{
    // Weak: a segment that an object has made and forgotten goes by itself.
    private readonly ConcurrentDictionary<string, WeakReference<SharedSegment>> _segments = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, StrongBox<long>> _bySession = [];
    private readonly ObjectServerOptions _options;
    private readonly ILogger<MemoryHost> _log;
    private readonly Lock _gate = new();
    private MemoryFolder? _folder;
    private long _total;
    private bool _disposed;

    public MemoryHost(ObjectServerOptions options, ILogger<MemoryHost> log)
    {
        _options = options;
        _log = log;
    }

    /// <summary>For whom objects are being created on this thread: whose bytes are counted together.</summary>
    [field: ThreadStatic]
    public static object? Creator { get; set; }

    /// <summary>Whether processes on this machine may use segments in place.</summary>
    public bool IsShared => _options.ShareMemory;

    /// <summary>How many may wait for the lock of one segment.</summary>
    public int MostWaiting => _options.MaxWaitingCalls;

    /// <summary>How many bytes all segments have.</summary>
    public long TotalBytes => Interlocked.Read(ref _total);

    /// <summary>All segments, in no order.</summary>
    public IEnumerable<SharedSegment> Segments => _segments.Values.Select(static one => one.TryGetTarget(out SharedSegment? segment) ? segment : null).OfType<SharedSegment>();

    private string Place => _options.SharedMemoryDirectory ?? MemoryFolder.DefaultPlace;

    /// <summary>Takes away what servers have left that were killed.</summary>
    public void Sweep()
    {
        try
        {
            SweptMemory swept = MemoryFolder.Sweep(Place);
            if (swept.Segments > 0) _log.MemorySwept(swept.Segments, swept.Bytes, Place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.SweepFailed(Place, e.Message);
        }
    }

    /// <summary>Maps a new segment of zeros.</summary>
    /// <exception cref="LimitExceededException">It is larger than a segment may be, or there would be too much of them.</exception>
    /// <exception cref="ArgumentException">There can be no such segment.</exception>
    public MemoryMapping Allocate(SharedSegment segment, MemoryLayout layout, out MemoryPlace place)
    {
        long bytes = MemoryLayouts.BytesOf(layout);
        Count(segment.Account, bytes);
        try
        {
            MemoryMapping mapping = Map(layout, bytes, out place);
            _segments[place.Path] = new WeakReference<SharedSegment>(segment);
            return mapping;
        }
        catch
        {
            Uncount(segment.Account, bytes);
            throw;
        }
    }

    /// <summary>A segment is gone.</summary>
    public void Free(SharedSegment segment)
    {
        if (!_segments.TryRemove(segment.File.Path, out _)) return;
        Uncount(segment.Account, segment.Mapping.ContentBytes);
        try
        {
            File.Delete(segment.File.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It goes with the folder.
        }
    }

    /// <summary>The account of who is creating an object on this thread; null when nobody is.</summary>
    public StrongBox<long>? CurrentAccount => Creator is { } creator ? _bySession.GetOrCreateValue(creator) : null;

    /// <summary>A block was never disposed of.</summary>
    public void Leaked(string what) => _log.BlockLeaked(what);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _folder?.Dispose();
        }
    }

    private MemoryMapping Map(MemoryLayout layout, long bytes, out MemoryPlace place)
    {
        place = new MemoryPlace(Folder(bytes).NextPath(), Guid.NewGuid());
        try
        {
            SafeFileHandle file = SegmentSpace.Create(place.Path, SegmentFile.FileBytes(bytes));
            return MemoryMapping.Create(file, layout, bytes, place.Token);
        }
        catch (IOException e)
        {
            File.Delete(place.Path);
            throw Full(bytes, e);
        }
        catch
        {
            File.Delete(place.Path);
            throw;
        }
    }

    private MemoryFolder Folder(long bytes)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                return _folder ??= MemoryFolder.Create(Place);
            }
            catch (IOException e)
            {
                throw Full(bytes, e);
            }
        }
    }

    private LimitExceededException Full(long bytes, IOException why)
    {
        // A place that cannot be created has none.
        long free = Directory.Exists(Place) ? new DriveInfo(Place).AvailableFreeSpace : 0;
        string option = $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.SharedMemoryDirectory)}";
        return new LimitExceededException(
            $"{bytes} bytes of shared memory could not be reserved in {Place}, whose file system has {free} bytes left: {why.Message} Ask for less, free some, make the "
            + $"file system larger (docs/shared-memory.md), or set {option} to another one.",
            option,
            free,
            bytes,
            why);
    }

    private void Count(StrongBox<long>? session, long bytes)
    {
        Demand(nameof(ObjectServerOptions.MaxSegmentBytes), _options.MaxSegmentBytes, 0, bytes);
        lock (_gate)
        {
            if (session is not null) Demand(nameof(ObjectServerOptions.MaxMemoryBytesPerSession), _options.MaxMemoryBytesPerSession, session.Value, bytes);
            Demand(nameof(ObjectServerOptions.MaxMemoryBytes), _options.MaxMemoryBytes, _total, bytes);
            if (session is not null) session.Value += bytes;
            _total += bytes;
        }
    }

    private void Uncount(StrongBox<long>? session, long bytes)
    {
        lock (_gate)
        {
            if (session is not null) session.Value -= bytes;
            _total -= bytes;
        }
    }

    private static void Demand(string option, long most, long used, long bytes)
    {
        if (bytes > most - used)
            throw new LimitExceededException($"{nameof(ObjectServerOptions)}.{option}", most, bytes > long.MaxValue - used ? long.MaxValue : used + bytes, "The shared memory");
    }
}
