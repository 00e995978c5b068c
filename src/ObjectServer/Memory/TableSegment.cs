using ObjectServer.Memory.Tables;

namespace ObjectServer.Memory;

/// <summary>
/// A table in shared memory, as its server has it. What others may have written into its memory it never relies on: the layout, the number of
/// rows and the texts are its own, and the memory shows them.
/// </summary>
[SharedObject(MemoryTypes.Table, Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class TableSegment : SharedSegment, ISharedTable, ILiveTable
{
    private readonly Lock _gate = new();
    private readonly TableColumns _columns;
    private readonly Dictionary<string, TableTexts> _texts;
    private long _rows;

    /// <param name="host">Where it belongs.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="capacity">How many rows there is to be room for.</param>
    public TableSegment(MemoryHost host, TableColumn[] columns, long capacity)
        : this(host, TableLayouts.Arrange(columns ?? throw new ArgumentNullException(nameof(columns)), capacity))
    {
    }

    private unsafe TableSegment(MemoryHost host, TableLayout layout)
        : base(host, ElementFormat.Byte, [layout.Bytes])
    {
        TableLayout = layout;
        _columns = new TableColumns(layout);
        ReadOnlySpan<byte> description = TableDescription.Of(layout);
        description.CopyTo(Content(0, description.Length));
        _texts = layout.Columns
            .Where(static one => one.Column.Type == ColumnType.DictionaryText)
            .ToDictionary(static one => one.Column.Name, one => new TableTexts(one.Column, Mapping.Content + one.TextsOffset), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public TableLayout TableLayout { get; }

    /// <inheritdoc/>
    public long RowCount => Interlocked.Read(ref _rows);

    /// <inheritdoc/>
    public Task<TableLayout> GetTableLayoutAsync(CancellationToken cancel = default) => Task.FromResult(TableLayout);

    /// <inheritdoc/>
    public Task<long> GetRowCountAsync(CancellationToken cancel = default) => Task.FromResult(RowCount);

    /// <inheritdoc/>
    public Task SetRowCountAsync(long rows, CancellationToken cancel = default)
    {
        if (rows < 0 || rows > TableLayout.Capacity) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"The table has room for {TableLayout.Capacity} rows.");
        Change(() => Publish(rows));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<long> AppendAsync(int rows, ReadOnlyMemory<byte> batch, CancellationToken cancel = default)
    {
        BatchFormat.Check(TableLayout, rows, batch.Span, TextCounts());
        long first = 0;
        Change(() =>
        {
            first = _rows;
            if (rows > TableLayout.Capacity - first) throw Full(rows);
            Copy(first, rows, batch.Span);

            // Who counts them sees them whole.
            Publish(first + rows);
        });
        return Task.FromResult(first);
    }

    /// <inheritdoc/>
    public int[] Intern(string column, string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        TableTexts into = _texts[_columns.FindDictionary(column).Column.Name];
        int[] codes = [];
        Change(() => codes = into.CodesOf(texts));
        return codes;
    }

    /// <inheritdoc/>
    public Task<int[]> InternAsync(string column, string[] texts, CancellationToken cancel = default) => Task.FromResult(Intern(column, texts));

    /// <inheritdoc/>
    public Task<string[]> GetTextsAsync(string column, int first, int count, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        TableTexts of = _texts[_columns.FindDictionary(column).Column.Name];
        lock (_gate) return Task.FromResult(of.Take(first, count));
    }

    /// <inheritdoc/>
    public Task SetValidityAsync(string column, long first, int count, ReadOnlyMemory<byte> bits, CancellationToken cancel = default)
    {
        TableColumnLayout of = _columns.FindNullable(column);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (first > TableLayout.Capacity - count) throw new ArgumentOutOfRangeException(nameof(first), first, $"{count} rows from {first} on do not lie within {TableLayout.Capacity}.");
        if (bits.Length != ValidityBits.BytesFor(count)) throw new ArgumentException($"The bits of {count} rows take {ValidityBits.BytesFor(count)} bytes; {bits.Length} came.", nameof(bits));
        Change(() => PutValidity(of, first, count, bits.Span));
        return Task.CompletedTask;
    }

    private int[] TextCounts()
    {
        lock (_gate) return [.. TableLayout.Columns.Select(one => _texts.TryGetValue(one.Column.Name, out TableTexts? texts) ? texts.Count : 0)];
    }

    // One at a time, with the memory kept: a table that goes meanwhile is written to the end.
    private void Change(Action change)
    {
        lock (_gate)
        {
            using var use = new MemoryUsing(Mapping);
            change();
        }
    }

    private unsafe void Publish(long rows)
    {
        Interlocked.Exchange(ref _rows, rows);
        Volatile.Write(ref *(long*)Mapping.UserWords, rows);
    }

    private void Copy(long first, int rows, ReadOnlySpan<byte> batch)
    {
        foreach (TableColumnLayout one in TableLayout.Columns)
        {
            ReadOnlySpan<byte> cells = BatchFormat.Take(one.Column, rows, ref batch, out ReadOnlySpan<byte> validity);
            cells.CopyTo(Content(one.Offset + (first * TableLayouts.CellBytes(one.Column)), cells.Length));
            if (one.Column.IsNullable) PutValidity(one, first, rows, validity);
        }
    }

    private unsafe void PutValidity(TableColumnLayout column, long first, int count, ReadOnlySpan<byte> bits)
    {
        (long word, long bit) = Math.DivRem(first, ValidityBits.WordBits);
        var words = new Span<ulong>(Mapping.Content + column.ValidityOffset + (word * sizeof(ulong)), (int)ValidityBits.WordsFor(bit + count));
        ValidityBits.Put(bits, count, words, (int)bit);
    }

    private LimitExceededException Full(int rows) => new(
        $"The table has room for {TableLayout.Capacity} rows and has {_rows}; {rows} more do not fit. Create it with a larger capacity: its space is reserved at creation.",
        "capacity",
        TableLayout.Capacity,
        _rows + rows,
        null);
}
