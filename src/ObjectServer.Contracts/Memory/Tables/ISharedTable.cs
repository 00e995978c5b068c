namespace ObjectServer;

/// <summary>
/// A table in a segment of memory that belongs to a server. Most use it by a <see cref="SharedTable"/>; programs in other languages by these
/// members and those of the segment. Calls may overlap: rows that are appended and texts that are added come in the order in which the server
/// takes the calls, each as a whole.
/// </summary>
[SharedContract]
public interface ISharedTable : ISharedMemory
{
    /// <summary>Which columns it has, and where they lie; never changes.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<TableLayout> GetTableLayoutAsync(CancellationToken cancel = default);

    /// <summary>How many rows there are.</summary>
    [SharedMember(ReadOnly = true)]
    long RowCount { get; }

    /// <inheritdoc cref="RowCount"/>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<long> GetRowCountAsync(CancellationToken cancel = default);

    /// <summary>Says how many rows there are. What is in rows that were not there before is what was last written there; at first zeros, and nulls.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for so many.</exception>
    Task SetRowCountAsync(long rows, CancellationToken cancel = default);

    /// <summary>
    /// Adds rows after those that are there: all of them, which lie next to each other, or none. They are counted when they are complete.
    /// </summary>
    /// <param name="rows">How many.</param>
    /// <param name="batch">
    /// Column by column, in their order, without gaps: if it is nullable, the validity of the rows as in the table, in whole bytes; then the cells.
    /// The codes of dictionary texts come from <see cref="InternAsync"/>.
    /// </param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The first of the new rows.</returns>
    /// <exception cref="ArgumentException">The batch is longer or shorter than so many rows, or a cell is impossible.</exception>
    /// <exception cref="LimitExceededException">There is no room for so many.</exception>
    Task<long> AppendAsync(int rows, ReadOnlyMemory<byte> batch, CancellationToken cancel = default);

    /// <summary>The codes of texts in a column of dictionary text. Those that it has not yet are added to it: all of them, or none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>Their codes, [number of texts]; 0 is the empty text.</returns>
    /// <exception cref="ArgumentException">There is no such column, or a text is no text.</exception>
    /// <exception cref="LimitExceededException">The column has no room for them.</exception>
    int[] Intern(string column, string[] texts);

    /// <inheritdoc cref="Intern"/>
    /// <param name="column">The column.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<int[]> InternAsync(string column, string[] texts, CancellationToken cancel = default);

    /// <summary>The texts of a column of dictionary text.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">The code of the first one.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The texts by their codes, as many as there are.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    [SharedMember(ReadOnly = true)]
    Task<string[]> GetTextsAsync(string column, int first, int count, CancellationToken cancel = default);

    /// <summary>Says which cells of a nullable column are there.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">The first row; up to the capacity, whether it is counted or not.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="bits">A bit for each, the least significant first, 1 for a cell that is there; in whole bytes.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ArgumentException">There is no such column, it is not nullable, or there are more or fewer bits than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the table.</exception>
    Task SetValidityAsync(string column, long first, int count, ReadOnlyMemory<byte> bits, CancellationToken cancel = default);
}
