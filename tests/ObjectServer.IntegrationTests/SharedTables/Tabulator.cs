namespace ObjectServer.IntegrationTests.SharedTables;

/// <inheritdoc/>
[SharedObject("tabulator")]
public sealed class Tabulator(ISharedMemoryFactory memory) : ITabulator
{
    /// <inheritdoc/>
    public SharedTable? Kept { get; set; }

    /// <inheritdoc/>
    public SharedArray<double>? KeptColumn { get; set; }

    /// <inheritdoc/>
    public void Scale(SharedArray<double> cells, double factor)
    {
        using SharedBlock<double> block = cells.Acquire(.., BlockAccess.ReadWrite);
        Assert.True(block.IsInPlace);
        foreach (ref double cell in block.Span) cell *= factor;
    }

    /// <inheritdoc/>
    public async Task<double> SumAsync(SharedTable table, string column)
    {
        SharedArray<double> cells = await table.ColumnAsync<double>(column);
        using SharedBlock<double> block = cells.Acquire(..);
        Assert.True(block.IsInPlace);
        double sum = 0;
        foreach (double cell in block.Span) sum += cell;
        return sum;
    }

    /// <inheritdoc/>
    public async Task<SharedTable> MakeAsync(int rows)
    {
        SharedTable table = memory.CreateTable([TableColumn.Of<int>("number"), TableColumn.Text("name", 8)], rows);
        await table.AppendAsync(new TableBatch
        {
            ["number"] = Enumerable.Range(0, rows).ToArray(),
            ["name"] = Enumerable.Range(0, rows).Select(row => $"n{row}").ToArray(),
        });
        return table;
    }

    /// <inheritdoc/>
    public Labelled Relabel(Labelled labelled) => labelled with { Label = labelled.Label + "!" };
}
