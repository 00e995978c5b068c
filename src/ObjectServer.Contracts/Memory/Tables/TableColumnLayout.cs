namespace ObjectServer;

/// <summary>Where a column lies.</summary>
/// <param name="Column">The column.</param>
/// <param name="ElementType">The type of its cells as NumPy writes it, such as <c>&lt;f8</c>, or <c>|S16</c> for text.</param>
/// <param name="Offset">Where the first cell is, in bytes from the start of the content; a multiple of 64.</param>
/// <param name="ValidityOffset">Where its validity is, likewise: a bit for each row, the least significant first, 1 for a cell that is there; 0 without one.</param>
/// <param name="TextsOffset">Where its distinct texts are, likewise; 0 without any. docs/shared-memory.md says how they lie.</param>
public sealed record TableColumnLayout(TableColumn Column, string ElementType, long Offset, long ValidityOffset, long TextsOffset);
