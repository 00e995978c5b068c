namespace ObjectServer.Memory.Tables;

/// <summary>Cells that hold the codes of texts.</summary>
internal sealed class CodedTextCells(SharedBlock<int> cells, TextDictionary texts) : TextCells
{
    /// <inheritdoc/>
    public override bool IsInPlace => cells.IsInPlace;

    /// <inheritdoc/>
    public override string Read(int index) => texts.TextOf(cells.Span[index], cells.Start + index);

    /// <inheritdoc/>
    public override void Write(int index, string text) => cells.Span[index] = texts.CodeOf(text);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancel) => cells.FlushAsync(cancel);

    /// <inheritdoc/>
    public override void Dispose() => cells.Dispose();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => cells.DisposeAsync();
}
