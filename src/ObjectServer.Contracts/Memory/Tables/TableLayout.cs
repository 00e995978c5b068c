namespace ObjectServer;

/// <summary>How a table lies in its segment.</summary>
/// <param name="Capacity">How many rows there is room for.</param>
/// <param name="Bytes">How long the content of the segment is.</param>
/// <param name="Columns">The columns, in their order.</param>
public sealed record TableLayout(long Capacity, long Bytes, IReadOnlyList<TableColumnLayout> Columns);
