using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <content>Columns.</content>
public sealed partial class SharedTable
{
    /// <inheritdoc/>
    SharedTable ITableView.Original => this;

    /// <summary>
    /// A column as an array, as long as the table's capacity: the same memory, of which the table is still the owner. How much of it are rows,
    /// <see cref="GetRowCountAsync"/> tells; <see cref="ColumnAsync"/> cuts it there.
    /// </summary>
    /// <typeparam name="T">The type of a cell; int for the codes of dictionary text; an enum for the numbers under it.</typeparam>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or its cells are something else.</exception>
    public SharedArray<T> Column<T>(string name)
        where T : unmanaged => View<T>(_columns.Find<T>(name).Offset, Capacity);

    /// <summary>The rows of a column that are there now, as an array: the same memory, of which the table is still the owner.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <inheritdoc cref="Column" path="/typeparam"/>
    /// <exception cref="ArgumentException">There is no such column, or its cells are something else.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public async Task<SharedArray<T>> ColumnAsync<T>(string name, CancellationToken cancel = default)
        where T : unmanaged
    {
        SharedArray<T> column = Column<T>(name);
        return column.Slice(new ElementRange(0, await GetRowCountAsync(cancel).ConfigureAwait(false)));
    }

    /// <summary>A column of text.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public TextColumn Text(string name) => TableViews.Text(this, name);

    /// <summary>Which cells of a nullable column are there.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not nullable.</exception>
    public ColumnValidity Validity(string name)
    {
        return TableViews.Validity(this, name, StoreAsync);

        // Bits of others lie in the same bytes, so that a copy of them cannot be written back.
        async ValueTask<bool> StoreAsync(long start, int count, ReadOnlyMemory<byte> bits, CancellationToken cancel)
        {
            await OpenAsync(cancel).ConfigureAwait(false);
            if (IsInPlace == true) return false;
            await Table.SetValidityAsync(name, start, count, bits, cancel).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>A private view of the whole table, to change without anybody else seeing it.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public async Task<CopyOnWriteTable> OpenCopyOnWriteAsync(CancellationToken cancel = default)
    {
        long rows = await GetRowCountAsync(cancel).ConfigureAwait(false);
        return new CopyOnWriteTable(this, await Use.OpenPrivateAsync(cancel).ConfigureAwait(false), rows);
    }

    /// <inheritdoc cref="OpenCopyOnWriteAsync"/>
    public CopyOnWriteTable OpenCopyOnWrite()
    {
        long rows = RowCount;
        return new CopyOnWriteTable(this, Use.OpenPrivate(), rows);
    }

    /// <inheritdoc/>
    IElementBlocks<T> ITableView.View<T>(long offset, long length) => View<T>(offset, length);
}
