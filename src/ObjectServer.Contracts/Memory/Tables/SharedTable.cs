using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// A table that many processes use as one: its columns lie in the server's shared memory, each as an array. On the server's machine a block of
/// a column is that memory itself; elsewhere a block is a copy, which is fetched and written back; the code is the same. It can be a parameter,
/// a result and a part of values: the table itself travels, none of its rows. Members may be called at the same time, and nothing keeps one's
/// writing of cells apart from another's reading; rows that are appended are seen when they are complete.
/// </summary>
[JsonConverter(typeof(SharedTableConverter))]
public sealed partial class SharedTable : IAsyncDisposable, ITableView
{
    private readonly ConcurrentDictionary<string, TextDictionary> _texts = new(StringComparer.Ordinal);
    private readonly SharedArray<byte> _content;
    private readonly TableColumns _columns;

    /// <param name="table">The table: a live one, or a proxy.</param>
    /// <param name="layout">How it lies; it has been checked.</param>
    internal SharedTable(ISharedTable table, TableLayout layout)
    {
        Table = table;
        Layout = layout;
        _columns = new TableColumns(layout);
        _content = new SharedArray<byte>(table, layout.Bytes, [layout.Bytes], 0);
    }

    /// <summary>The table as its server has it, which is also the segment in which it lies.</summary>
    public ISharedTable Table { get; }

    /// <summary>Which columns it has, and where they lie.</summary>
    public TableLayout Layout { get; }

    /// <summary>How many rows there is room for.</summary>
    public long Capacity => Layout.Capacity;

    /// <summary>
    /// Whether blocks are the table itself, and no copies; null while that is not known, which is until a block is acquired or
    /// <see cref="OpenAsync(CancellationToken)"/> is called.
    /// </summary>
    public bool? IsInPlace => _content.IsInPlace;

    internal MemoryUse Use => _content.Use;

    internal TableColumns Columns => _columns;

    /// <summary>The table that a proxy, or a live one, is.</summary>
    /// <param name="table">The table. It is taken over, and given back when the result is disposed of.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public static async Task<SharedTable> OpenAsync(ISharedTable table, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        TableLayout layout = await table.GetTableLayoutAsync(cancel).ConfigureAwait(false);
        TableLayouts.Check(layout);
        var opened = new SharedTable(table, layout);
        await opened.OpenAsync(cancel).ConfigureAwait(false);
        return opened;
    }

    /// <summary>Finds out whether the table can be used in place, so that acquiring a block has not to wait for it.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The table is gone.</exception>
    public ValueTask OpenAsync(CancellationToken cancel = default) => _content.OpenAsync(cancel);

    /// <summary>
    /// Ends the use of the table here: its reference is given back, and its memory leaves this process when the last block of it is disposed
    /// of. Its columns end with it. The table itself goes when nobody holds it any more, unless it has a name. Again: nothing.
    /// </summary>
    public ValueTask DisposeAsync() => _content.DisposeAsync();

    /// <summary>Text such as <c>table of 3 columns with room for 1000 rows</c>.</summary>
    public override string ToString() => $"table of {Layout.Columns.Count} columns with room for {Capacity} rows";

    internal TextDictionary TextsOf(TableColumnLayout column) => _texts.GetOrAdd(
        column.Column.Name,
        static (_, of) => new TextDictionary(
            of.Table.Table,
            of.Column.Column,
            of.Table.View<int>(of.Column.TextsOffset, TextRegion.Numbers(of.Column.Column)),
            of.Table.View<byte>(of.Column.TextsOffset + TextRegion.BytesOffset(of.Column.Column), of.Column.Column.MostTextBytes)),
        (Table: this, Column: column));

    internal SharedArray<T> View<T>(long offset, long length)
        where T : unmanaged => new(_content, _content.Use, [length], offset);
}
