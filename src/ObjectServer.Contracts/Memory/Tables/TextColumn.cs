using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// A column of text, used by blocks. It belongs to its table, and ends with it. Members may be called at the same time, and nothing keeps one's
/// writing apart from another's reading.
/// </summary>
public sealed class TextColumn
{
    private const int PieceElements = 1024 * 1024;

    private readonly IElementBlocks<byte>? _cells;
    private readonly IElementBlocks<int>? _codes;
    private readonly TextDictionary? _texts;

    internal TextColumn(TableColumn column, IElementBlocks<byte> cells)
    {
        Column = column;
        Length = cells.Length / column.Width;
        _cells = cells;
    }

    internal TextColumn(TableColumn column, IElementBlocks<int> codes, TextDictionary texts)
    {
        Column = column;
        Length = codes.Length;
        _codes = codes;
        _texts = texts;
    }

    /// <summary>What column it is.</summary>
    public TableColumn Column { get; }

    /// <summary>How many cells there are: the capacity of the table.</summary>
    public long Length { get; }

    /// <summary>Takes some cells. In place that takes the same short time for any number of them; elsewhere it takes their transport.</summary>
    /// <param name="range">Which rows, up to the capacity; their cells take fewer than 2³¹ bytes.</param>
    /// <param name="access">What they are wanted for.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The cells, which the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the column, or too many for one block.</exception>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    /// <exception cref="LimitExceededException">They are used by a copy, which would take more than <c>ObjectClientOptions.MaxValueBytes</c>.</exception>
    /// <exception cref="ServerUnavailableException">The server was lost; its tables can still be read where they are used in place.</exception>
    public async ValueTask<TextBlock> AcquireAsync(ElementRange range, BlockAccess access = BlockAccess.Read, CancellationToken cancel = default)
    {
        (long start, int length) = Rows(range);
        if (_codes is null) return Fixed(await _cells!.AcquireAsync(Cells(start, length), access, cancel).ConfigureAwait(false), start, length, access);
        SharedBlock<int> codes = await _codes.AcquireAsync(new ElementRange(start, length), access, cancel).ConfigureAwait(false);
        try
        {
            // A copy is gone through anyway; in place, what is not known is read when it is met.
            if (!codes.IsInPlace) await _texts!.MeetAsync(codes.Memory, cancel).ConfigureAwait(false);
            return new TextBlock(new CodedTextCells(codes, _texts!), start, length, access);
        }
        catch
        {
            codes.Drop();
            throw;
        }
    }

    /// <inheritdoc cref="AcquireAsync"/>
    public TextBlock Acquire(ElementRange range, BlockAccess access = BlockAccess.Read)
    {
        (long start, int length) = Rows(range);
        return _codes is null
            ? Fixed(_cells!.Acquire(Cells(start, length), access), start, length, access)
            : new TextBlock(new CodedTextCells(_codes.Acquire(new ElementRange(start, length), access), _texts!), start, length, access);
    }

    /// <summary>Copies texts into an array of one's own.</summary>
    /// <param name="range">Which rows.</param>
    /// <param name="cancel">Gives the copying up.</param>
    /// <returns>The texts, [length of the range].</returns>
    /// <inheritdoc cref="AcquireAsync" path="/exception"/>
    /// <exception cref="InvalidDataException">A cell holds no text: somebody wrote other bytes.</exception>
    public async Task<string[]> ReadAsync(ElementRange range, CancellationToken cancel = default)
    {
        (long start, long length) = range.In(Length);
        string[] texts = new string[length];
        int most = Math.Max(1, PieceElements / Math.Max(1, Column.Width));
        for (long done = 0; done < length; done += most)
        {
            using TextBlock block = await AcquireAsync(new ElementRange(start + done, Math.Min(most, length - done)), BlockAccess.Read, cancel).ConfigureAwait(false);
            for (int i = 0; i < block.Length; i++) texts[done + i] = block[i];
        }

        return texts;
    }

    /// <summary>Copies texts in. When one of them is refused, none is written.</summary>
    /// <param name="texts">The texts, [number of rows].</param>
    /// <param name="start">The row of the first.</param>
    /// <param name="cancel">Gives the copying up, which may then be half done.</param>
    /// <inheritdoc cref="AcquireAsync" path="/exception"/>
    /// <exception cref="ArgumentException">A text does not fit into a cell, ends with a zero character, or is no text.</exception>
    public async Task WriteAsync(IReadOnlyList<string> texts, long start = 0, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Contains(null)) throw new ArgumentException($"A text is null. What is null in a column, {nameof(SharedTable)}.{nameof(SharedTable.Validity)} says.", nameof(texts));
        Rows(new ElementRange(start, texts.Count));
        if (_codes is not null)
        {
            await CopyAsync(_codes, await _texts!.CodesOfAsync(texts, cancel).ConfigureAwait(false), start, cancel).ConfigureAwait(false);
            return;
        }

        byte[] cells = new byte[checked(texts.Count * Column.Width)];
        for (int i = 0; i < texts.Count; i++) FixedText.Write(texts[i], cells.AsSpan(i * Column.Width, Column.Width), Column.Name);
        await CopyAsync(_cells!, cells, start * Column.Width, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// The codes of texts in a column of dictionary text, for <c>Column&lt;int&gt;</c>. Those that the column does not have yet are added to it,
    /// for good.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Their codes, [number of texts]; 0 is the empty text.</returns>
    /// <exception cref="InvalidOperationException">This is no column of dictionary text.</exception>
    /// <exception cref="ArgumentException">One of them is no text.</exception>
    /// <exception cref="LimitExceededException">The column has no room for them.</exception>
    public Task<int[]> InternAsync(IReadOnlyList<string> texts, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _texts?.CodesOfAsync(texts, cancel) ?? throw new InvalidOperationException($"The column is {Column}; only dictionary text has codes.");
    }

    /// <summary>Text such as <c>city (Text of 16 bytes)</c>.</summary>
    public override string ToString() => Column.ToString();

    private static async Task CopyAsync<T>(IElementBlocks<T> target, T[] elements, long start, CancellationToken cancel)
        where T : unmanaged
    {
        for (long done = 0; done < elements.Length; done += PieceElements)
        {
            int count = (int)Math.Min(PieceElements, elements.Length - done);
            SharedBlock<T> block = await target.AcquireAsync(new ElementRange(start + done, count), BlockAccess.Overwrite, cancel).ConfigureAwait(false);
            await using (block.ConfigureAwait(false)) elements.AsSpan((int)done, count).CopyTo(block.Span);
        }
    }

    private TextBlock Fixed(SharedBlock<byte> cells, long start, int length, BlockAccess access) =>
        new(new FixedTextCells(cells, Column), start, length, access);

    private ElementRange Cells(long start, int length) => new(start * Column.Width, (long)length * Column.Width);

    private (long Start, int Length) Rows(ElementRange range)
    {
        (long start, long length) = range.In(Length);
        int most = int.MaxValue / Math.Max(1, Column.Width);
        return length <= most ? (start, (int)length) : throw new ArgumentOutOfRangeException(nameof(range), length, $"A block of column \"{Column.Name}\" has at most {most} cells; take several.");
    }
}
