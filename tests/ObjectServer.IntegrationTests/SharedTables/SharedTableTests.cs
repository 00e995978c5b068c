using ObjectServer.IntegrationTests.SharedMemory;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>Shared tables from the client's side; one small subclass for each link, in place and by calls.</summary>
public abstract partial class SharedTableTests(bool inPlace, bool unixSocket = false, bool socketLink = false) : SharedMemoryTests(inPlace, unixSocket, socketLink)
{
    private static readonly TableColumn[] Trades =
    [
        TableColumn.Of<double>("price"),
        TableColumn.Of<int?>("count"),
        TableColumn.Of<DateTime>("time"),
        TableColumn.Text("symbol", 8, isNullable: true),
        TableColumn.Dictionary("venue", 4, 32),
    ];

    protected override void Share(ObjectServerBuilder server) => server.AddType<ITabulator, Tabulator>("tabulator");

    protected override void Configure(ObjectServerOptions options) => options.MaxSegmentBytes = 64 * 1024 * 1024;

    private static DateTime At(int row) => new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc).AddSeconds(row);

    /// <summary>Rows that say which they are.</summary>
    private static TableBatch Rows(int from, int count)
    {
        int[] rows = [.. Enumerable.Range(from, count)];
        return new TableBatch
        {
            ["price"] = rows.Select(static row => row + 0.25).ToArray(),
            ["count"] = rows.Select(static row => row % 3 == 0 ? null : (int?)row).ToArray(),
            ["time"] = rows.Select(At).ToArray(),
            ["symbol"] = rows.Select(static row => row % 5 == 0 ? null! : $"S{row}").ToArray(),
            ["venue"] = rows.Select(static row => $"venue {row % 4}").ToArray(),
        };
    }

    private static async Task AssertRowsAsync(SharedTable table, int count)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        Assert.Equal(count, await table.GetRowCountAsync());
        Assert.Equal(rows.Select(static row => row + 0.25), await (await table.ColumnAsync<double>("price")).ReadAsync(..));
        Assert.Equal(rows.Select(static row => row % 3 == 0 ? 0 : row), await (await table.ColumnAsync<int>("count")).ReadAsync(..));
        Assert.Equal(rows.Select(static row => row % 3 != 0), await table.Validity("count").ReadAsync(..count));
        Assert.Equal(rows.Select(At), await (await table.ColumnAsync<DateTime>("time")).ReadAsync(..));
        Assert.Equal(rows.Select(static row => row % 5 == 0 ? "" : $"S{row}"), await table.Text("symbol").ReadAsync(..count));
        Assert.Equal(rows.Select(static row => row % 5 != 0), await table.Validity("symbol").ReadAsync(..count));
        Assert.Equal(rows.Select(static row => $"venue {row % 4}"), await table.Text("venue").ReadAsync(..count));
    }
}
