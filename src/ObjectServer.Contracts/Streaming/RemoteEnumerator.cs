namespace ObjectServer.Streaming;

/// <summary>
/// Enumerates a sequence of the other side, block by block. While the items of one block are used the next one is asked for already. Used
/// as every enumerator: one step at a time.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class RemoteEnumerator<T> : IAsyncEnumerator<T>
{
    private readonly Func<CancellationToken, Task<SequenceBlock<T>>> _open;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _member;
    private readonly CancellationTokenSource _cancel;
    private IReadOnlyList<T> _items = [];
    private int _position;
    private IEnumeration<T>? _rest;
    private Task<SequenceBlock<T>>? _next;
    private bool _begun;
    private bool _ended;

    /// <param name="open">Begins the enumeration.</param>
    /// <param name="caller">Cancels it: the token that the enumeration was begun with.</param>
    /// <param name="member">Cancels it, too: the token that the member was given.</param>
    public RemoteEnumerator(Func<CancellationToken, Task<SequenceBlock<T>>> open, CancellationToken caller, CancellationToken member)
    {
        _open = open;
        _caller = caller;
        _member = member;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(caller, member);
    }

    /// <inheritdoc/>
    public T Current { get; private set; } = default!;

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (_position == _items.Count) return AdvanceAsync();
        Current = _items[_position++];
        return new ValueTask<bool>(true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ended = true;
        _items = [];
        _position = 0;
        if (_rest is not { } rest)
        {
            _cancel.Dispose();
            return;
        }

        _rest = null;
        await _cancel.CancelAsync().ConfigureAwait(false);
        try
        {
            await rest.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ServerUnavailableException or OutcomeUnknownException or ObjectGoneException)
        {
            // Where the source is, it has ended with the session.
        }
        finally
        {
            // Nobody wants the block that was asked for, nor why it does not come.
            _ = _next?.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _cancel.Dispose();
            await ReleaseAsync(rest).ConfigureAwait(false);
        }
    }

    private static ValueTask ReleaseAsync(IEnumeration<T> rest) => rest is IAsyncDisposable proxy ? proxy.DisposeAsync() : default;

    private async ValueTask<bool> AdvanceAsync()
    {
        while (!_ended)
        {
            SequenceBlock<T> block = await TakeAsync().ConfigureAwait(false);
            _rest ??= block.Rest;
            _next = null;
            if (block.HasEnded) await EndAsync().ConfigureAwait(false);
            else _next = _rest!.TakeAsync(_cancel.Token);
            if (block.Items.Count == 0) continue;
            _items = block.Items;
            _position = 1;
            Current = _items[0];
            return true;
        }

        _items = [];
        _position = 0;
        return false;
    }

    private async ValueTask<SequenceBlock<T>> TakeAsync()
    {
        try
        {
            if (_begun) return await _next!.ConfigureAwait(false);
            _begun = true;
            _caller.ThrowIfCancellationRequested();
            _member.ThrowIfCancellationRequested();
            return await _open(_cancel.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_cancel.IsCancellationRequested)
        {
            _ended = true;
            throw new OperationCanceledException(e.Message, e, _caller.IsCancellationRequested ? _caller : _member);
        }
        catch
        {
            _ended = true;
            throw;
        }
    }

    private async ValueTask EndAsync()
    {
        _ended = true;
        if (_rest is not { } rest) return;
        _rest = null;
        await ReleaseAsync(rest).ConfigureAwait(false);
    }
}
