namespace ObjectServer.Memory.Tables;

/// <summary>The columns that are more than an array, wherever they are used.</summary>
internal static class TableViews
{
    /// <summary>A column of text.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public static TextColumn Text(ITableView view, string name)
    {
        SharedTable table = view.Original;
        TableColumnLayout column = table.Columns.FindText(name);
        return column.Column.Type == ColumnType.Text
            ? new TextColumn(column.Column, view.View<byte>(column.Offset, table.Capacity * column.Column.Width))
            : new TextColumn(column.Column, view.View<int>(column.Offset, table.Capacity), table.TextsOf(column));
    }

    /// <summary>Which cells of a nullable column are there.</summary>
    /// <param name="view">Where.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="store">Writes bits by a call; false, and nothing, where they are to be written in the view.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not nullable.</exception>
    public static ColumnValidity Validity(ITableView view, string name, Func<long, int, ReadOnlyMemory<byte>, CancellationToken, ValueTask<bool>> store)
    {
        SharedTable table = view.Original;
        TableColumnLayout column = table.Columns.FindNullable(name);
        return new ColumnValidity(column.Column, table.Capacity, view.View<ulong>(column.ValidityOffset, ValidityBits.WordsFor(table.Capacity)), store);
    }
}
