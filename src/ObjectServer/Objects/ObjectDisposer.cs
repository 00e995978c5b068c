using System.Runtime.CompilerServices;

namespace ObjectServer.Objects;

/// <summary>
/// Disposes of objects that have gone, each exactly once. An object that only clients used is disposed of at once. One that another
/// object may still refer to, because it was passed to it or came from it, is disposed of when nothing in the process refers to it
/// any more; only the garbage collector knows when that is, so it is asked, at first soon and then ever more rarely.
/// </summary>
internal sealed class ObjectDisposer : IDisposable
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RarestLook = TimeSpan.FromMinutes(5);

    private readonly ConditionalWeakTable<object, Sentinel> _watched = [];
    private readonly ILogger<ObjectDisposer> _log;
    private readonly TimeProvider _time;
    private readonly ITimer _look;
    private readonly Lock _gate = new();
    private TimeSpan _nextLook;
    private int _watching;

    public ObjectDisposer(TimeProvider time, ILogger<ObjectDisposer> log)
    {
        _log = log;
        _time = time;
        _look = time.CreateTimer(static state => ((ObjectDisposer)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing runs in a forgotten object any more.</summary>
    public void Discard(SharedObject shared)
    {
        bool disposable = shared.Instance is IDisposable or IAsyncDisposable;
        if (shared.Ownership == ObjectOwnership.Given || (!disposable && shared.Scope is null)) return;
        if (shared.Escaped) Watch(shared.Instance, shared.Scope);
        else Dispose(shared.Instance, shared.Scope);
    }

    /// <summary>Disposes of an object on the thread pool. What it throws is logged.</summary>
    public void Dispose(object instance, IAsyncDisposable? scope) => _ = Task.Run(() => DisposeAsync(instance, scope));

    /// <summary>Disposes of an object now.</summary>
    public async Task DisposeAsync(object instance, IAsyncDisposable? scope)
    {
        try
        {
            if (instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else if (instance is IDisposable synchronous) synchronous.Dispose();
            if (scope is not null) await scope.DisposeAsync();
        }
        catch (Exception e)
        {
            _log.DisposeFailed(instance.GetType().FullName!, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _look.Dispose();

    private void Watch(object instance, IAsyncDisposable? scope)
    {
        // One that was shared again after it was first watched has its sentinel already: it fires only when nothing refers to the
        // instance any more, and while an instance is shared the table does.
        var sentinel = new Sentinel(this, instance, scope);
        if (!_watched.TryAdd(instance, sentinel))
        {
            sentinel.Disarm();
            return;
        }

        Interlocked.Increment(ref _watching);
        lock (_gate)
        {
            _nextLook = FirstLook;
            _look.Change(_nextLook, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        lock (_gate)
        {
            if (Volatile.Read(ref _watching) == 0) return;
            _nextLook = _nextLook * 2 < RarestLook ? _nextLook * 2 : RarestLook;
            _look.Change(_nextLook, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Hangs on a watched instance by the weak table alone, and refers back to it: both become unreachable together, and the
    /// finalizer then has the instance in hand for the one time it is to be disposed of.
    /// </summary>
    private sealed class Sentinel(ObjectDisposer owner, object instance, IAsyncDisposable? scope)
    {
        public void Disarm() => GC.SuppressFinalize(this);

        ~Sentinel()
        {
            Interlocked.Decrement(ref owner._watching);
            owner.Dispose(instance, scope);
        }
    }
}
