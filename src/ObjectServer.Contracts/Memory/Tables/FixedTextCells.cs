namespace ObjectServer.Memory.Tables;

/// <summary>Cells of a fixed width.</summary>
internal sealed class FixedTextCells(SharedBlock<byte> cells, TableColumn column) : TextCells
{
    /// <inheritdoc/>
    public override bool IsInPlace => cells.IsInPlace;

    /// <inheritdoc/>
    public override string Read(int index) => FixedText.Read(Cell(index), column.Name, (cells.Start / column.Width) + index);

    /// <inheritdoc/>
    public override void Write(int index, string text) => FixedText.Write(text, Cell(index), column.Name);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancel) => cells.FlushAsync(cancel);

    /// <inheritdoc/>
    public override void Dispose() => cells.Dispose();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => cells.DisposeAsync();

    private Span<byte> Cell(int index) => cells.Span.Slice(index * column.Width, column.Width);
}
