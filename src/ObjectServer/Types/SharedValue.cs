using System.Runtime.CompilerServices;
using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Types;

/// <inheritdoc cref="ISharedValue{T}"/>
internal sealed class SharedValue<T> : ISharedValue<T>, ILibraryObject, IDisposable
{
    private static readonly Func<T, T, T>? Sum = Numbers.Addition<T>();

    private readonly Lock _gate = new();
    private readonly ElementHolds<T> _holds;
    private TaskCompletionSource? _changed;
    private T _value;
    private long _version;
    private bool _isDeleted;

    /// <param name="value">The first value.</param>
    /// <param name="host">Whose object it is.</param>
    /// <exception cref="ArgumentException">Values of this type can be changed without anybody seeing it.</exception>
    public SharedValue(T value, ObjectHost host)
    {
        ElementRules.Demand(typeof(T), "SharedValue");
        _holds = new ElementHolds<T>(host);
        _value = value;
        _holds.Add(value);
    }

    /// <inheritdoc/>
    public T Value
    {
        get
        {
            lock (_gate) return _holds.Keep(_value);
        }
        set
        {
            lock (_gate) Change(value);
        }
    }

    /// <inheritdoc/>
    public Task<T> GetAsync(CancellationToken cancel = default) => Task.FromResult(Value);

    /// <inheritdoc/>
    public Task SetAsync(T value, CancellationToken cancel = default)
    {
        Value = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<VersionedValue<T>> GetVersionedAsync(CancellationToken cancel = default)
    {
        lock (_gate) return Task.FromResult(new VersionedValue<T>(_holds.Keep(_value), _version));
    }

    /// <inheritdoc/>
    public Task<bool> TrySetAsync(T value, long version, CancellationToken cancel = default)
    {
        lock (_gate)
        {
            if (version != _version) return Task.FromResult(false);
            Change(value);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<T> AddAsync(T amount, CancellationToken cancel = default)
    {
        if (Sum is null) throw new NotSupportedException($"A {typeof(T)} is no number, so that nothing can be added to it.");
        lock (_gate)
        {
            Change(Sum(_value, amount));
            return Task.FromResult(_value);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<VersionedValue<T>> WatchAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (long seen = -1; ;)
        {
            Task? changed = null;
            VersionedValue<T> now;
            lock (_gate)
            {
                if (_isDeleted) throw new ObjectGoneException("The value that was watched has been deleted.");
                now = new VersionedValue<T>(_value, _version);
                if (_version == seen) changed = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (changed is not null)
            {
                await changed.WaitAsync(cancel);
                continue;
            }

            seen = now.Version;
            yield return now;
        }
    }

    /// <inheritdoc/>
    public void OnDeleted()
    {
        lock (_gate)
        {
            _isDeleted = true;
            Tell();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _holds.Dispose();

    // Both under the gate.
    private void Change(T value)
    {
        T last = _value;
        _holds.Add(value);
        _value = value;
        _version++;
        _holds.Remove(last);
        Tell();
    }

    private void Tell()
    {
        _changed?.TrySetResult();
        _changed = null;
    }
}
