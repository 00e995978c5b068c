using System.Runtime.ExceptionServices;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Streaming;
using ObjectServer.Values;

namespace ObjectServer.Client.Streaming;

/// <summary>
/// One enumeration of a sequence of this side, from which the other side takes block after block. The source is asked for an item only
/// while somebody waits for a block, and inside the object that the sequence came from; while the source itself awaits something, that
/// object is free for others. At most one step is under way, so that the source is at most one item ahead of what was asked for.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
[SharedObject("enumeration", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class Enumeration<T> : IEnumeration<T>, IBlockSource<T>, IEndsUnreferenced, ILibraryObject
{
    // A source that does not heed its cancellation is left alone after that: it is disposed of when its step ends.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // Not disposed of: whoever still cancels finds it.
    private readonly CancellationTokenSource _cancel = new();
    private readonly SemaphoreSlim _order = new(0, 1);
    private readonly EnumeratedObject _object;
    private readonly Lock _gate = new();
    private IAsyncEnumerator<T> _items = null!;
    private Task<bool>? _step;
    private Task? _closing;
    private Exception? _failure;
    private bool _hasItem;
    private bool _handedOut;
    private bool _disposed;

    /// <param name="from">What the sequence came from.</param>
    public Enumeration(EnumeratedObject from) => _object = from;

    /// <summary>Cancelled when the enumeration is.</summary>
    public CancellationToken Cancellation => _cancel.Token;

    /// <inheritdoc/>
    public bool IsOfLibrary => _object.IsOfLibrary;

    /// <inheritdoc/>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public IEnumeration<T> Rest
    {
        get
        {
            _handedOut = true;
            return this;
        }
    }

    /// <summary>Answers the call that opens the enumeration with what is there at once. That call is inside the object already.</summary>
    /// <exception cref="InvalidOperationException">There is no sequence.</exception>
    public async ValueTask OpenAsync(IVisitingCall call, IAsyncEnumerable<T>? items, ValueCodec<SequenceBlock<T>> codec)
    {
        try
        {
            if (items is null) throw new InvalidOperationException("The member returned null where it promises a sequence; an empty one says that there is nothing.");
            using CancellationTokenRegistration registration = CancelWith(call);
            _items = items.GetAsyncEnumerator(_cancel.Token);
            call.Complete(codec, new SequenceBlock<T> { Source = this, IsFirst = true });
        }
        catch
        {
            HasEnded = true;
            throw;
        }
        finally
        {
            if (HasEnded || !_handedOut) await DisposeItemsAsync().ConfigureAwait(false);
            _order.Release();
        }
    }

    /// <summary>Answers a call for the next block.</summary>
    public async ValueTask TakeAsync(IVisitingCall call, ValueCodec<SequenceBlock<T>> codec)
    {
        call.NestIn(_cancel.Token);
        await _order.WaitAsync(call.Cancellation).ConfigureAwait(false);
        try
        {
            if (_disposed)
            {
                call.Complete(codec, new SequenceBlock<T> { HasEnded = true });
                return;
            }

            using CancellationTokenRegistration registration = CancelWith(call);
            try
            {
                await EnterAsync(call).ConfigureAwait(false);
                if (!_hasItem && _failure is { } failure) ExceptionDispatchInfo.Throw(failure);
                call.Complete(codec, new SequenceBlock<T> { Source = this });
                if (HasEnded) await DisposeItemsAsync().ConfigureAwait(false);
            }
            finally
            {
                call.EndVisit();
            }
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Ends the enumeration; waits until it has ended, for as long as the source heeds its cancellation.</summary>
    public async ValueTask CloseAsync(IVisitingCall call)
    {
        try
        {
            await Close(call.Chain).WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It ends when its source goes on.
        }

        call.Complete();
    }

    /// <inheritdoc/>
    public bool TryNext(out T item)
    {
        item = default!;
        if (HasEnded || _failure is not null || !(_hasItem || TryStep())) return false;
        _hasItem = false;
        try
        {
            item = _items.Current;
            return true;
        }
        catch (Exception e)
        {
            _failure = e;
            return false;
        }
    }

    /// <inheritdoc/>
    public void End() =>
        _ = Close(0).ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Calls from elsewhere have an invoker of their own.</summary>
    Task<SequenceBlock<T>> IEnumeration<T>.TakeAsync(CancellationToken cancel) => throw new NotSupportedException("An enumeration of this process is not taken from directly.");

    /// <inheritdoc cref="IEnumeration{T}.TakeAsync"/>
    Task IEnumeration<T>.CloseAsync() => Close(0);

    private CancellationTokenRegistration CancelWith(IVisitingCall call) =>
        call.Cancellation.UnsafeRegister(static cancel => ((CancellationTokenSource)cancel!).Cancel(), _cancel);

    // Comes back inside the object, with an item, the end or a failure in hand. What the source awaits is awaited outside.
    private async ValueTask EnterAsync(IVisitingCall call)
    {
        while (true)
        {
            if (_step is { } step)
            {
                await ((Task)step).WaitAsync(call.Cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!step.IsCompleted) call.Cancellation.ThrowIfCancellationRequested();
                _step = null;
                Note(step);
            }

            await _object.EnterAsync(call).ConfigureAwait(false);
            await _object.GoToLane();
            if (_hasItem || HasEnded || _failure is not null || TryStep() || _step is null) return;
            call.EndVisit();
        }
    }

    // True when there is an item now. Otherwise the end or a failure is noted, or the step is under way.
    private bool TryStep()
    {
        try
        {
            ValueTask<bool> step = _items.MoveNextAsync();
            if (step.IsCompletedSuccessfully)
            {
                _hasItem = step.Result;
                HasEnded = !_hasItem;
            }
            else
            {
                Task<bool> task = step.AsTask();
                if (task.IsCompleted) Note(task);
                else _step = task;
            }
        }
        catch (Exception e)
        {
            _failure = e;
        }

        return _hasItem;
    }

    private void Note(Task<bool> step)
    {
        try
        {
            _hasItem = step.GetAwaiter().GetResult();
            HasEnded = !_hasItem;
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    // By a visit of its own: the call that asks for it may have been answered long before the source goes on.
    private Task Close(ulong chain)
    {
        lock (_gate) return _closing ??= Task.Run(() => CloseOnceAsync(chain));
    }

    private async Task CloseOnceAsync(ulong chain)
    {
        await _cancel.CancelAsync().ConfigureAwait(false);
        await _order.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_step is { } step) await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_disposed) await _object.EndAsync(chain, DisposeItemsAsync).ConfigureAwait(false);
        }
        finally
        {
            HasEnded = true;
            _order.Release();
        }
    }

    // Called by who has the order, at most once each for the end and the closing.
    private async ValueTask DisposeItemsAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            if (_items is not null) await _items.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _object.Release();
        }
    }
}
