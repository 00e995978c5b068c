using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// Some cells of a column of text, to be read and written as strings. On the server's machine they are the table itself; elsewhere they are a
/// copy, which disposing of the block writes back if it was acquired to be written. Members may be called at the same time; the block is
/// disposed of once.
/// </summary>
public sealed class TextBlock : IDisposable, IAsyncDisposable
{
    private readonly TextCells _cells;

    internal TextBlock(TextCells cells, long start, int length, BlockAccess access)
    {
        _cells = cells;
        Start = start;
        Length = length;
        Access = access;
    }

    /// <summary>The row of the first cell, from 0.</summary>
    public long Start { get; }

    /// <summary>How many cells there are.</summary>
    public int Length { get; }

    /// <summary>What it was acquired for.</summary>
    public BlockAccess Access { get; }

    /// <summary>Whether it is the table itself, and no copy.</summary>
    public bool IsInPlace => _cells.IsInPlace;

    /// <summary>
    /// The text of a cell. Whether the cell is null, <see cref="SharedTable.Validity"/> tells; its text is empty then, at first. In a column of
    /// dictionary text, setting one that the column does not have yet waits for the server; <see cref="TextColumn.InternAsync"/> adds many at once.
    /// </summary>
    /// <param name="index">Which cell of the block, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    /// <exception cref="ArgumentException">The text does not fit into the cell, ends with a zero character, or is no text; the cell is as it was.</exception>
    /// <exception cref="LimitExceededException">The column has no room for one more distinct text.</exception>
    /// <exception cref="InvalidDataException">The cell holds no text: somebody wrote other bytes.</exception>
    /// <exception cref="InvalidOperationException">The block was acquired to be read only, and a text is set.</exception>
    /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
    public string this[int index]
    {
        get
        {
            Demand(index);
            return _cells.Read(index);
        }

        set
        {
            Demand(index);
            if (Access == BlockAccess.Read) throw new InvalidOperationException($"The block was acquired for {nameof(BlockAccess)}.{nameof(BlockAccess.Read)}; acquire it for {nameof(BlockAccess.ReadWrite)} to write.");
            _cells.Write(index, value);
        }
    }

    /// <inheritdoc cref="SharedBlock{T}.FlushAsync"/>
    public Task FlushAsync(CancellationToken cancel = default) => _cells.FlushAsync(cancel);

    /// <inheritdoc cref="SharedBlock{T}.Dispose"/>
    public void Dispose() => _cells.Dispose();

    /// <inheritdoc cref="SharedBlock{T}.Dispose"/>
    public ValueTask DisposeAsync() => _cells.DisposeAsync();

    private void Demand(int index)
    {
        if ((uint)index >= (uint)Length) throw new ArgumentOutOfRangeException(nameof(index), index, $"The block has {Length} cells.");
    }
}
