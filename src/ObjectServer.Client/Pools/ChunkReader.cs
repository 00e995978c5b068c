using System.Runtime.ExceptionServices;

namespace ObjectServer.Client.Pools;

/// <summary>Reads items in chunks. What the items throw ends them, after those that came before. For one reader at a time.</summary>
/// <typeparam name="TItem">The items.</typeparam>
internal sealed class ChunkReader<TItem> : IAsyncDisposable
{
    private readonly IAsyncEnumerator<TItem> _items;
    private readonly int _size;
    private Task? _reading;
    private List<TItem> _chunk = [];
    private Exception? _failure;
    private bool _isAtEnd;

    /// <param name="items">The items.</param>
    /// <param name="size">How many make a chunk.</param>
    /// <param name="cancel">Ends reading.</param>
    public ChunkReader(IAsyncEnumerable<TItem> items, int size, CancellationToken cancel)
    {
        _items = items.GetAsyncEnumerator(cancel);
        _size = size;
    }

    /// <summary>Whether nothing is left to be read or taken.</summary>
    public bool HasEnded => _isAtEnd && _reading is null;

    /// <summary>Completes when a chunk can be taken, which may be shorter at the end. Never fails.</summary>
    public Task ReadAsync() => _reading ??= FillAsync();

    /// <summary>Takes what was read.</summary>
    public List<TItem> Take()
    {
        List<TItem> chunk = _chunk;
        (_chunk, _reading) = ([], null);
        return chunk;
    }

    /// <summary>Throws what the items threw.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_reading is not null) await _reading.ConfigureAwait(false);
        await _items.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FillAsync()
    {
        try
        {
            while (_chunk.Count < _size)
            {
                if (!await _items.MoveNextAsync().ConfigureAwait(false))
                {
                    _isAtEnd = true;
                    return;
                }

                _chunk.Add(_items.Current);
            }
        }
        catch (Exception e)
        {
            (_failure, _isAtEnd) = (e, true);
        }
    }
}
