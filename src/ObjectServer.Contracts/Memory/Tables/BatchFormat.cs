namespace ObjectServer.Memory.Tables;

/// <summary>Rows on their way: column by column, in the order of the table, without gaps; the validity of one before its cells.</summary>
internal static class BatchFormat
{
    /// <summary>How many bytes so many rows take.</summary>
    public static long BytesOf(TableLayout layout, int rows)
    {
        long bytes = 0;
        foreach (TableColumnLayout one in layout.Columns) bytes += ValidityBytes(one.Column, rows) + ((long)rows * TableLayouts.CellBytes(one.Column));
        return bytes;
    }

    /// <summary>How many of them are the validity of a column.</summary>
    public static int ValidityBytes(TableColumn column, int rows) => column.IsNullable ? ValidityBits.BytesFor(rows) : 0;

    /// <summary>Takes a column off the front of a batch.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="batch">What is left.</param>
    /// <param name="validity">Its validity; empty without one.</param>
    public static ReadOnlySpan<byte> Take(TableColumn column, int rows, ref ReadOnlySpan<byte> batch, out ReadOnlySpan<byte> validity)
    {
        int bits = ValidityBytes(column, rows);
        int cells = rows * TableLayouts.CellBytes(column);
        validity = batch[..bits];
        ReadOnlySpan<byte> taken = batch.Slice(bits, cells);
        batch = batch[(bits + cells)..];
        return taken;
    }

    /// <summary>Checks rows before they go into a table: whatever comes out of it is then what its columns say.</summary>
    /// <param name="layout">How the table lies.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="textCounts">How many texts each column has, [number of columns].</param>
    /// <exception cref="ArgumentException">A cell is impossible; or there are more or fewer bytes than so many rows take.</exception>
    public static void Check(TableLayout layout, int rows, ReadOnlySpan<byte> batch, ReadOnlySpan<int> textCounts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        long needed = BytesOf(layout, rows);
        if (batch.Length != needed) throw new ArgumentException($"{rows} rows of this table take {needed} bytes; {batch.Length} came.", nameof(batch));
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            TableColumn column = layout.Columns[i].Column;
            ReadOnlySpan<byte> cells = Take(column, rows, ref batch, out _);
            int wrong = IndexOfImpossible(column, cells, textCounts[i]);
            if (wrong >= 0) throw new ArgumentException($"Row {wrong} of the batch has in column {column} what no such cell can be.", nameof(batch));
        }
    }

    private static int IndexOfImpossible(TableColumn column, ReadOnlySpan<byte> cells, int texts)
    {
        if (column.Type == ColumnType.Text)
        {
            for (int i = 0; i < cells.Length; i += column.Width)
            {
                if (!FixedText.IsText(cells.Slice(i, column.Width))) return i / column.Width;
            }

            return -1;
        }

        if (column.Type != ColumnType.DictionaryText) return ElementKind.Of(column.Type)!.IndexOfImpossible(cells);
        for (int i = 0; i < cells.Length; i += sizeof(int))
        {
            if (BitConverter.ToUInt32(cells[i..]) >= (uint)texts) return i / sizeof(int);
        }

        return -1;
    }
}
