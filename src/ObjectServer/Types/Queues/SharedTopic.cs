using System.Runtime.CompilerServices;
using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Types.Queues;

/// <inheritdoc cref="ISharedTopic{T}"/>
internal sealed class SharedTopic<T> : ISharedTopic<T>, ILibraryObject, IDisposable
{
    private const int StandardCapacity = 1024;

    private readonly Lock _gate = new();
    private readonly ElementHolds<T> _holds;
    private readonly int _mostSubscribers;

    // The item of a number stands at (number - 1) % Capacity: the list grows to the capacity, and is then written round and round.
    private readonly List<T> _kept = [];
    private TaskCompletionSource? _more;
    private long _last;
    private int _subscribers;
    private bool _isCompleted;
    private bool _isDeleted;

    /// <param name="host">Whose object it is.</param>
    /// <param name="options">What the server allows.</param>
    /// <param name="capacity">How many items it keeps; 0 for 1,024, or as many as the server allows.</param>
    /// <exception cref="ArgumentException">Items of this type can be changed without anybody seeing it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative.</exception>
    /// <exception cref="LimitExceededException">The server does not allow as many items.</exception>
    public SharedTopic(ObjectHost host, ObjectServerOptions options, int capacity = 0)
    {
        ElementRules.Demand(typeof(T), "SharedTopic");
        Capacity = QueueLimits.Capacity(capacity, Math.Min(StandardCapacity, options.MaxQueueItems), options, "The capacity of a SharedTopic");
        _holds = new ElementHolds<T>(host);
        _mostSubscribers = options.MaxWaitingCalls;
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <inheritdoc/>
    public long LastNumber
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <inheritdoc/>
    public int Subscribers
    {
        get
        {
            lock (_gate) return _subscribers;
        }
    }

    /// <inheritdoc/>
    public long Publish(T item)
    {
        lock (_gate)
        {
            DemandOpen();
            Keep(item);
            Tell();
            return _last;
        }
    }

    /// <inheritdoc/>
    public Task<long> PublishAsync(T item, CancellationToken cancel = default) => Task.FromResult(Publish(item));

    /// <inheritdoc/>
    public Task<long> PublishManyAsync(T[] items, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate)
        {
            DemandOpen();
            foreach (T item in items) Keep(item);
            Tell();
            return Task.FromResult(_last);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TopicMessage<T>> SubscribeAsync(long? after = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        long next = Begin(after);
        TopicMessage<T> message = default;
        bool isHeld = false;
        try
        {
            while (true)
            {
                Task? more = null;
                bool hasEnded = false;
                if (isHeld) _holds.Remove(message.Item);
                isHeld = false;
                lock (_gate)
                {
                    if (_isDeleted) throw new ObjectGoneException("The topic has been deleted.");
                    if (next <= _last)
                    {
                        long number = Math.Max(next, _last - _kept.Count + 1);
                        message = new TopicMessage<T>(_kept[(int)((number - 1) % Capacity)], number, number - next);
                        next = number + 1;

                        // It may be dropped before it is on its way.
                        _holds.Add(message.Item);
                        isHeld = true;
                    }
                    else if (_isCompleted)
                    {
                        hasEnded = true;
                    }
                    else
                    {
                        more = (_more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                    }
                }

                if (hasEnded) yield break;
                if (more is null) yield return message;
                else await more.WaitAsync(cancel);
            }
        }
        finally
        {
            if (isHeld) _holds.Remove(message.Item);
            lock (_gate) _subscribers--;
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(CancellationToken cancel = default)
    {
        lock (_gate)
        {
            _isCompleted = true;
            Tell();
        }

        return Task.CompletedTask;
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
    public void Dispose()
    {
        OnDeleted();
        _holds.Dispose();
    }

    private long Begin(long? after)
    {
        lock (_gate)
        {
            if (after is { } number && (number < 0 || number > _last))
                throw new ArgumentOutOfRangeException(nameof(after), number, $"The last number that was published is {_last}.");
            if (_subscribers >= _mostSubscribers)
            {
                throw new LimitExceededException(
                    $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", _mostSubscribers, _subscribers + 1L, "What subscribes to a SharedTopic");
            }

            _subscribers++;
            return (after ?? _last) + 1;
        }
    }

    // Under the gate, as is all below.
    private void Keep(T item)
    {
        _holds.Add(item);
        int place = (int)(_last++ % Capacity);
        if (place == _kept.Count)
        {
            _kept.Add(item);
            return;
        }

        T dropped = _kept[place];
        _kept[place] = item;
        _holds.Remove(dropped);
    }

    private void Tell()
    {
        _more?.TrySetResult();
        _more = null;
    }

    private void DemandOpen()
    {
        if (_isDeleted) throw new ObjectGoneException("The topic has been deleted.");
        if (_isCompleted) throw new InvalidOperationException("The topic is completed: nothing can be published any more.");
    }
}
