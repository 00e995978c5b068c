using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// A private view of a shared table: it begins as the table, what is written into it nobody else sees, and the table stays as it is. In place
/// it takes memory only for the pages that are written; elsewhere for the parts that are touched. Parts that were not touched yet may show what
/// others write into the table meanwhile. It outlives the <see cref="SharedTable"/>; only dictionary texts that were not met before are
/// still asked of that one. Members may be called at the same time.
/// </summary>
public sealed class CopyOnWriteTable : IDisposable, IMemoryOwner, ITableView
{
    private readonly SharedTable _original;
    private readonly BlockMemory _memory;
    private int _disposed;

    internal CopyOnWriteTable(SharedTable original, BlockMemory memory, long rows)
    {
        _original = original;
        _memory = memory;
        RowCount = rows;
    }

    /// <summary>Which columns it has.</summary>
    public TableLayout Layout => _original.Layout;

    /// <summary>How many rows there were when the view was opened.</summary>
    public long RowCount { get; }

    /// <summary>Whether only pages that are written are copied; otherwise all parts are that are touched.</summary>
    public bool IsInPlace => _memory.IsInPlace;

    /// <inheritdoc/>
    SharedTable ITableView.Original => _original;

    /// <inheritdoc/>
    bool IMemoryOwner.IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>A column as a private array, as long as the table's capacity.</summary>
    /// <typeparam name="T">The type of a cell; int for the codes of dictionary text; an enum for the numbers under it.</typeparam>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or its cells are something else.</exception>
    public CopyOnWriteArray<T> Column<T>(string name)
        where T : unmanaged => View<T>(_original.Columns.Find<T>(name).Offset, Layout.Capacity);

    /// <summary>A column of text. A text that a column of dictionary text does not have yet is added to the table; which cells have it stays private.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public TextColumn Text(string name) => TableViews.Text(this, name);

    /// <summary>Which cells of a nullable column are there, in this view.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not nullable.</exception>
    public ColumnValidity Validity(string name) => TableViews.Validity(this, name, static (_, _, _, _) => ValueTask.FromResult(false));

    /// <summary>Ends the view and its columns; its memory goes when the last block of it is disposed of. Again: nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _memory.Close();
    }

    /// <inheritdoc/>
    IElementBlocks<T> ITableView.View<T>(long offset, long length) => View<T>(offset, length);

    private CopyOnWriteArray<T> View<T>(long offset, long length)
        where T : unmanaged => new(_original.View<T>(offset, length), _memory, this);
}
