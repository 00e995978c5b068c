namespace ObjectServer.Memory.Tables;

/// <summary>Arranges tables in memory, and checks what others have arranged.</summary>
internal static class TableLayouts
{
    /// <summary>What the place of each column is a multiple of: a line of the processor's cache.</summary>
    public const int Alignment = 64;

    /// <summary>The most columns of a table.</summary>
    public const int MostColumns = 1024;

    /// <summary>The longest name of a column.</summary>
    public const int MostNameLength = 128;

    /// <summary>A page: what the description at the start is in whole ones of, and the content as a whole.</summary>
    public const int PageBytes = 4096;

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    public static long Aligned(long bytes) => checked(bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>How many bytes a cell takes; the column has been checked.</summary>
    public static int CellBytes(TableColumn column) => column.Type switch
    {
        ColumnType.Text => column.Width,
        ColumnType.DictionaryText => sizeof(int),
        _ => ElementKind.Of(column.Type)!.Bytes,
    };

    /// <summary>Arranges a new table.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="capacity">How many rows there is to be room for.</param>
    /// <exception cref="ArgumentException">There can be no such table; the message names the column.</exception>
    public static TableLayout Arrange(IReadOnlyList<TableColumn> columns, long capacity)
    {
        Check(columns, capacity);
        try
        {
            // The description tells the places, and its length moves them: again until it fits.
            long start = PageBytes;
            while (true)
            {
                TableLayout layout = Arrange(columns, capacity, start);
                long needed = Pages(TableDescription.Of(layout).Length);
                if (needed <= start) return layout;
                start = needed;
            }
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "So many rows are more than memory can hold.");
        }
    }

    /// <summary>Checks what somebody says of a table.</summary>
    /// <exception cref="ArgumentException">It cannot be so.</exception>
    public static void Check(TableLayout layout)
    {
        if (layout.Columns is null || layout.Columns.Any(static one => one is not { Column: not null, ElementType: not null }))
            throw new ArgumentException("A table has columns, and each its place and type.", nameof(layout));
        Check([.. layout.Columns.Select(static one => one.Column)], layout.Capacity);
        foreach (TableColumnLayout one in layout.Columns)
        {
            TableColumn column = one.Column;
            long bits = column.IsNullable ? ValidityBytes(layout.Capacity) : 0;
            long texts = column.Type == ColumnType.DictionaryText ? TextRegion.Length(column) : 0;
            if (!Lies(one.Offset, layout.Capacity, CellBytes(column), layout.Bytes) || !Lies(one.ValidityOffset, bits, 1, layout.Bytes) || !Lies(one.TextsOffset, texts, 1, layout.Bytes))
                throw new ArgumentException($"The column {column} does not lie within its table's memory of {layout.Bytes} bytes.", nameof(layout));
        }
    }

    /// <summary>How many bytes the validity of so many rows takes, in whole words.</summary>
    public static long ValidityBytes(long capacity) => Aligned((capacity / 8) + 1);

    private static void Check(IReadOnlyList<TableColumn> columns, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        if (columns.Count is 0 or > MostColumns) throw new ArgumentException($"A table has from 1 to {MostColumns} columns; {columns.Count} were asked for.", nameof(columns));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TableColumn? column in columns)
        {
            if (column is null) throw new ArgumentException("A column is null.", nameof(columns));
            if (string.IsNullOrEmpty(column.Name) || column.Name.Length > MostNameLength) throw new ArgumentException($"The name of a column has from 1 to {MostNameLength} characters; one has {column.Name?.Length ?? 0}.", nameof(columns));
            FixedText.BytesOf(column.Name, column.Name);
            if (!names.Add(column.Name)) throw new ArgumentException($"Two columns have the name \"{column.Name}\".", nameof(columns));
            if (Fault(column) is { } fault) throw new ArgumentException($"There can be no column {column}: {fault}", nameof(columns));
        }
    }

    private static string? Fault(TableColumn column) => column.Type switch
    {
        ColumnType.Text when column.Width is < 1 or > ElementFormat.MostBytes => $"text has a width from 1 to {ElementFormat.MostBytes} bytes.",
        ColumnType.DictionaryText when column.MostTexts is < 1 or > TextRegion.MostTexts => $"dictionary text has from 1 to {TextRegion.MostTexts} texts.",
        ColumnType.DictionaryText when column.MostTextBytes is < 1 or > TextRegion.MostBytes => $"the texts take from 1 to {TextRegion.MostBytes} bytes.",
        not (ColumnType.Text or ColumnType.DictionaryText) when ElementKind.Of(column.Type) is null => "there is no such type.",
        not ColumnType.Text when column.Width != 0 => "only text has a width.",
        not ColumnType.DictionaryText when column.MostTexts != 0 || column.MostTextBytes != 0 => "only dictionary text has a bound of its texts.",
        _ => null,
    };

    private static TableLayout Arrange(IReadOnlyList<TableColumn> columns, long capacity, long start)
    {
        var layouts = new List<TableColumnLayout>(columns.Count);
        long next = start;
        foreach (TableColumn column in columns)
        {
            long offset = Take(ref next, checked(capacity * CellBytes(column)));
            long validity = column.IsNullable ? Take(ref next, ValidityBytes(capacity)) : 0;
            long texts = column.Type == ColumnType.DictionaryText ? Take(ref next, TextRegion.Length(column)) : 0;
            layouts.Add(new TableColumnLayout(column, Format(column), offset, validity, texts));
        }

        return new TableLayout(capacity, Pages(next), layouts);
    }

    private static string Format(TableColumn column) => column.Type switch
    {
        ColumnType.Text => $"|S{column.Width}",
        ColumnType.DictionaryText => ElementFormat.Of<int>(),
        _ => ElementKind.Of(column.Type)!.Format,
    };

    private static long Take(ref long next, long bytes)
    {
        long taken = next;
        next = checked(next + Aligned(bytes));
        return taken;
    }

    private static bool Lies(long offset, long count, int size, long total) => count == 0
        ? offset == 0
        : offset >= PageBytes && offset % Alignment == 0 && offset <= total && count <= (total - offset) / size;

    private static long Pages(long bytes) => checked(bytes + PageBytes - 1) / PageBytes * PageBytes;
}
