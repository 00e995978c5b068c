using System.Runtime.InteropServices;
using ObjectServer.Contract;

namespace ObjectServer.Memory.Tables;

/// <summary>Writes rows as they go on their way.</summary>
/// <param name="layout">How the table lies.</param>
/// <param name="texts">The distinct texts of a column.</param>
internal sealed class BatchWriter(TableLayout layout, Func<TableColumnLayout, TextDictionary> texts)
{
    /// <summary>Writes a batch.</summary>
    /// <exception cref="ArgumentException">It has other columns than the table, other cells than a column, or is too large.</exception>
    public async Task<byte[]> WriteAsync(TableBatch batch, CancellationToken cancel)
    {
        Demand(batch);
        long bytes = BatchFormat.BytesOf(layout, batch.Rows);
        if (bytes > Array.MaxLength) throw new ArgumentException($"{batch.Rows} rows take {bytes} bytes, more than one batch can have; append several.", nameof(batch));
        byte[] written = GC.AllocateUninitializedArray<byte>((int)bytes);
        bool[] isThere = new bool[batch.Rows];
        int at = 0;
        foreach (TableColumnLayout one in layout.Columns)
        {
            TableColumn column = one.Column;
            batch.TryGet(column.Name, out Array? given);
            int bits = BatchFormat.ValidityBytes(column, batch.Rows);
            Memory<byte> cells = written.AsMemory(at + bits, batch.Rows * TableLayouts.CellBytes(column));
            if (ElementKind.Of(column.Type) is { } kind) kind.Write(given!, cells.Span, isThere);
            else if (column.Type == ColumnType.Text) WriteTexts(column, (string?[])given!, cells.Span, isThere);
            else await WriteCodesAsync(texts(one), (string?[])given!, cells, isThere, cancel).ConfigureAwait(false);
            if (column.IsNullable) ValidityBits.Pack(isThere, written.AsSpan(at, bits));
            else if (isThere.AsSpan().IndexOf(false) is >= 0 and int missing) throw new ArgumentException($"Row {missing} of the batch is null in column {column}, which is not nullable.", nameof(batch));
            at += bits + cells.Length;
        }

        return written;
    }

    private static void WriteTexts(TableColumn column, string?[] given, Span<byte> cells, Span<bool> isThere)
    {
        for (int i = 0; i < given.Length; i++)
        {
            isThere[i] = given[i] is not null;
            FixedText.Write(given[i] ?? "", cells.Slice(i * column.Width, column.Width), column.Name);
        }
    }

    private static async Task WriteCodesAsync(TextDictionary texts, string?[] given, Memory<byte> cells, bool[] isThere, CancellationToken cancel)
    {
        for (int i = 0; i < given.Length; i++) isThere[i] = given[i] is not null;
        int[] codes = await texts.CodesOfAsync(given, cancel).ConfigureAwait(false);
        MemoryMarshal.AsBytes(codes.AsSpan()).CopyTo(cells.Span);
    }

    // Everything that can be wrong with a batch as a whole, before any text is added to a column.
    private void Demand(TableBatch batch)
    {
        foreach (TableColumnLayout one in layout.Columns)
        {
            if (!batch.TryGet(one.Column.Name, out Array? cells)) throw new ArgumentException($"The batch lacks the column {one.Column}; it has {string.Join(", ", batch.Columns)}.", nameof(batch));
            bool fits = ElementKind.Of(one.Column.Type)?.Takes(cells!) ?? cells is string[];
            if (!fits) throw new ArgumentException($"The column {one.Column} cannot have the cells of a {cells!.GetType()}; {Wanted(one.Column)} is wanted.", nameof(batch));
        }

        if (batch.Columns.Count == layout.Columns.Count) return;
        string unknown = batch.Columns.First(name => layout.Columns.All(one => one.Column.Name != name));
        string nearest = string.Join(", ", NearestNames.To(unknown, layout.Columns.Select(static one => one.Column.Name), 3).Select(static name => $"\"{name}\""));
        throw new ArgumentException($"The batch has a column \"{unknown}\", and the table has none such. Nearest of its columns: {nearest}.", nameof(batch));
    }

    private static string Wanted(TableColumn column)
    {
        Type cell = ElementKind.Of(column.Type)?.Element ?? typeof(string);
        return $"a {cell}{(column.IsNullable && cell.IsValueType ? "?" : "")}[]";
    }
}
