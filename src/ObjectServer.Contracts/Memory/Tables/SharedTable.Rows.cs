using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <content>Rows.</content>
public sealed partial class SharedTable
{
    private const int RowsWord = 0;

    /// <summary>How many rows there are. Elsewhere than on the server's machine that is a call.</summary>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public long RowCount
    {
        get
        {
            _content.ThrowIfDisposed();
            Use.Open();
            return Checked(Use.UserWord(RowsWord) ?? Table.RowCount);
        }
    }

    /// <inheritdoc cref="RowCount"/>
    /// <param name="cancel">Gives up waiting.</param>
    public async ValueTask<long> GetRowCountAsync(CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        return Checked(Use.UserWord(RowsWord) ?? await Table.GetRowCountAsync(cancel).ConfigureAwait(false));
    }

    /// <summary>
    /// Says how many rows there are, to fill them block by block, or when that is done. What is in rows that were not there before is what was
    /// last written there; at first zeros, and nulls.
    /// </summary>
    /// <param name="rows">How many.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for so many.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public Task SetRowCountAsync(long rows, CancellationToken cancel = default)
    {
        _content.ThrowIfDisposed();
        return Table.SetRowCountAsync(rows, cancel);
    }

    /// <summary>
    /// Adds rows after those that are there, by one call: all of them, which lie next to each other in their order, or none. They are counted
    /// when they are complete. Batches, of however many clients, come in the order in which the server takes them: those of one client in its
    /// order if it waits for each. Texts that a column of dictionary text does not have yet are added before, and stay even if no row is.
    /// </summary>
    /// <param name="batch">The rows: every column of the table.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The first of the new rows.</returns>
    /// <exception cref="ArgumentException">The batch has other columns than the table, or cells that do not fit.</exception>
    /// <exception cref="LimitExceededException">There is no room for so many rows, or for so many distinct texts; or the batch takes more than a call may.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public async Task<long> AppendAsync(TableBatch batch, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _content.ThrowIfDisposed();
        byte[] rows = await new BatchWriter(Layout, TextsOf).WriteAsync(batch, cancel).ConfigureAwait(false);
        return await Table.AppendAsync(batch.Rows, rows, cancel).ConfigureAwait(false);
    }

    private long Checked(long rows) => rows >= 0 && rows <= Capacity
        ? rows
        : throw new InvalidDataException($"The table says that it has {rows} rows, and has room for {Capacity}: somebody has written into its control page.");
}
