using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// Which cells of a nullable column are there, and which are null. A null cell has a value in memory all the same, which means nothing. It
/// belongs to its table, and ends with it. Members may be called at the same time; whoever writes, the rows of others stay as they are.
/// </summary>
public sealed class ColumnValidity
{
    // As many as go into one call without taking long: 1 MiB.
    private const int MostAtOnce = 8 * 1024 * 1024;

    private readonly IElementBlocks<ulong> _words;
    private readonly Func<long, int, ReadOnlyMemory<byte>, CancellationToken, ValueTask<bool>> _store;

    /// <param name="column">The column.</param>
    /// <param name="capacity">How many rows there is room for.</param>
    /// <param name="words">The bits.</param>
    /// <param name="store">Writes bits by a call; false, and nothing, where <paramref name="words"/> is to be written.</param>
    internal ColumnValidity(
        TableColumn column, long capacity, IElementBlocks<ulong> words, Func<long, int, ReadOnlyMemory<byte>, CancellationToken, ValueTask<bool>> store)
    {
        Column = column;
        Length = capacity;
        _words = words;
        _store = store;
    }

    /// <summary>What column it is.</summary>
    public TableColumn Column { get; }

    /// <summary>How many cells there are: the capacity of the table.</summary>
    public long Length { get; }

    /// <summary>Tells which cells are there.</summary>
    /// <param name="range">Which rows, up to the capacity; at most 2³¹ − 1.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>True for a cell that is there, false for a null, [length of the range].</returns>
    /// <inheritdoc cref="TextColumn.AcquireAsync" path="/exception"/>
    public async Task<bool[]> ReadAsync(ElementRange range, CancellationToken cancel = default)
    {
        (long start, int length) = Rows(range);
        bool[] isThere = new bool[length];
        if (length == 0) return isThere;
        using SharedBlock<ulong> words = await _words.AcquireAsync(Words(start, length), BlockAccess.Read, cancel).ConfigureAwait(false);
        ValidityBits.Unpack(words.Span, (int)(start % ValidityBits.WordBits), isThere);
        return isThere;
    }

    /// <summary>Says which cells are there.</summary>
    /// <param name="isThere">True for a cell that is there, false for a null, [number of rows].</param>
    /// <param name="start">The row of the first.</param>
    /// <param name="cancel">Gives the writing up, which may then be half done.</param>
    /// <inheritdoc cref="TextColumn.AcquireAsync" path="/exception"/>
    public async Task WriteAsync(ReadOnlyMemory<bool> isThere, long start = 0, CancellationToken cancel = default)
    {
        Rows(new ElementRange(start, isThere.Length));
        for (long done = 0; done < isThere.Length; done += MostAtOnce)
        {
            int count = (int)Math.Min(MostAtOnce, isThere.Length - done);
            byte[] bits = new byte[ValidityBits.BytesFor(count)];
            ValidityBits.Pack(isThere.Span.Slice((int)done, count), bits);
            await StoreAsync(start + done, count, bits, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Says that cells are all there, or all null.</summary>
    /// <param name="isThere">True for there, false for null.</param>
    /// <param name="range">Which rows, up to the capacity; left out: all of them.</param>
    /// <param name="cancel">Gives the writing up, which may then be half done.</param>
    /// <inheritdoc cref="TextColumn.AcquireAsync" path="/exception"/>
    public async Task FillAsync(bool isThere, ElementRange? range = null, CancellationToken cancel = default)
    {
        (long start, long length) = (range ?? ElementRange.All).In(Length);
        byte[] bits = new byte[ValidityBits.BytesFor((int)Math.Min(MostAtOnce, length))];
        if (isThere) bits.AsSpan().Fill(byte.MaxValue);
        for (long done = 0; done < length; done += MostAtOnce)
        {
            int count = (int)Math.Min(MostAtOnce, length - done);
            await StoreAsync(start + done, count, bits.AsMemory(0, ValidityBits.BytesFor(count)), cancel).ConfigureAwait(false);
        }
    }

    private async ValueTask StoreAsync(long start, int count, ReadOnlyMemory<byte> bits, CancellationToken cancel)
    {
        if (await _store(start, count, bits, cancel).ConfigureAwait(false)) return;
        using SharedBlock<ulong> words = await _words.AcquireAsync(Words(start, count), BlockAccess.ReadWrite, cancel).ConfigureAwait(false);
        ValidityBits.Put(bits.Span, count, words.Span, (int)(start % ValidityBits.WordBits));
    }

    private static ElementRange Words(long start, int length)
    {
        long first = start / ValidityBits.WordBits;
        return new ElementRange(first, ValidityBits.WordsFor(start + length) - first);
    }

    private (long Start, int Length) Rows(ElementRange range)
    {
        (long start, long length) = range.In(Length);
        return length <= int.MaxValue ? (start, (int)length) : throw new ArgumentOutOfRangeException(nameof(range), length, $"At most {int.MaxValue} rows at once; take several parts.");
    }
}
