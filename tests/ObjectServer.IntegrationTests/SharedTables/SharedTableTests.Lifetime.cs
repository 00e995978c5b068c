using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <content>Names, errors, calls of other objects, private views, and how tables end.</content>
public abstract partial class SharedTableTests
{
    [Fact]
    public async Task WrongColumn_SaysWhatThereIs()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 10);

        Assert.Contains("Nearest of its 5: \"price\"", Assert.Throws<ArgumentException>(() => table.Column<double>("prize")).Message, StringComparison.Ordinal);
        Assert.Contains("price (Double)", Assert.Throws<ArgumentException>(() => table.Column<float>("price")).Message, StringComparison.Ordinal);
        Assert.Contains("symbol (Text of 8 bytes, nullable)", Assert.Throws<ArgumentException>(() => table.Column<byte>("symbol")).Message, StringComparison.Ordinal);
        Assert.Contains("no text", Assert.Throws<ArgumentException>(() => table.Text("price")).Message, StringComparison.Ordinal);
        Assert.Contains("not created as nullable", Assert.Throws<ArgumentException>(() => table.Validity("price")).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => table.Table.InternAsync("symbol", ["a"]));
        Assert.Equal(10, table.Column<DayOfWeek>("count").Length);
    }

    [Fact]
    public async Task ImpossibleTable_IsRefused()
    {
        Task RefusedAsync(params TableColumn[] schema) => Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateTableAsync(schema, 10));

        await RefusedAsync();
        await RefusedAsync(TableColumn.Of<int>("a"), TableColumn.Of<int>("a"));
        await RefusedAsync(TableColumn.Of<int>(""));
        await RefusedAsync(TableColumn.Text("a", 0));
        await RefusedAsync(TableColumn.Text("a", 100_000));
        await RefusedAsync(TableColumn.Dictionary("a", 0, 10));
        await RefusedAsync(TableColumn.Dictionary("a", 10, -1));
        await RefusedAsync(new TableColumn("a", (ColumnType)99));
        await RefusedAsync([.. Enumerable.Range(0, 1025).Select(static one => TableColumn.Of<byte>($"c{one}"))]);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateTableAsync(Trades, 0));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateTableAsync(Trades, long.MaxValue / 2));
        Assert.Throws<ArgumentException>(() => TableColumn.Of<decimal>("a"));

        // The server asks for itself.
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateAsync<ISharedTable>(
            [new[] { TableColumn.Text("a", -1) }, 10L], new CreateOptions { Type = "table" }));
        await Assert.ThrowsAsync<LimitExceededException>(() => Client.CreateTableAsync(Trades, 10_000_000));
        Assert.Equal(0, Server.Memory.TotalBytes);
    }

    [Fact]
    public async Task WidestTable_Works()
    {
        TableColumn[] schema = [.. Enumerable.Range(0, 1024).Select(static one => TableColumn.Of<short>($"column number {one}"))];
        await using SharedTable table = await Client.CreateTableAsync(schema, 5);

        await table.Column<short>("column number 1023").FillAsync(7);

        Assert.Equal([0, 0, 0, 0, 0], await table.Column<short>("column number 1022").ReadAsync(..));
        Assert.Equal([7, 7, 7, 7, 7], await table.Column<short>("column number 1023").ReadAsync(..));
    }

    [Fact]
    public async Task GetOrCreate_GivesOneTable_AndRefusesAnother()
    {
        SharedTable[] all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Client.GetOrCreateTableAsync("one", Trades, 50)));

        await all[0].AppendAsync(Rows(0, 20));

        await AssertRowsAsync(all[5], 20);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrCreateTableAsync("one", Trades, 51));
        Assert.Contains("room for 50 rows", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrCreateTableAsync("one", Trades[..2], 50));
        foreach (SharedTable table in all) await table.DisposeAsync();
        await using SharedTable again = await Client.GetTableAsync("one");
        await AssertRowsAsync(again, 20);
    }

    [Fact]
    public async Task DeletedTable_SaysSo_AndItsBlocksStay()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 50, "doomed");
        await table.AppendAsync(Rows(0, 20));
        using SharedBlock<double> block = await table.Column<double>("price").AcquireAsync(..);

        await Client.DeleteAsync("doomed");

        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
        Assert.Equal(19.25, block.Span[19]);
        await Assert.ThrowsAsync<ObjectGoneException>(() => table.Column<double>("price").ReadAsync(..));
        await Assert.ThrowsAsync<ObjectGoneException>(() => table.GetRowCountAsync().AsTask());
        await Assert.ThrowsAsync<ObjectGoneException>(() => table.AppendAsync(Rows(20, 1)));
        await Assert.ThrowsAsync<ObjectGoneException>(() => table.Validity("count").FillAsync(true));
        await Assert.ThrowsAsync<ObjectGoneException>(() => table.Text("symbol").AcquireAsync(..).AsTask());
    }

    [Fact]
    public async Task UnnamedTable_GoesWithItsLastHolder()
    {
        SharedTable table = await Client.CreateTableAsync(Trades, 50);
        SharedArray<double> column = table.Column<double>("price");
        Assert.True(Server.Memory.TotalBytes > 0);

        await table.DisposeAsync();

        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => column.ReadAsync(..));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => table.GetRowCountAsync().AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => table.AppendAsync(Rows(0, 1)));
    }

    [Fact]
    public async Task TableInCalls_IsTheTableItself()
    {
        ITabulator tabulator = await Client.CreateAsync<ITabulator>();
        await using SharedTable table = await Client.CreateTableAsync(Trades, 50);
        await table.AppendAsync(Rows(0, 20));

        Assert.Equal(195, await tabulator.SumAsync(table, "price"));
        Labelled labelled = tabulator.Relabel(new Labelled("mine", table));
        await using SharedTable made = await tabulator.MakeAsync(10);

        Assert.Equal("mine!", labelled.Label);
        await AssertRowsAsync(labelled.Table, 20);
        Assert.Equal(10, await made.GetRowCountAsync());
        Assert.Equal("n9", (await made.Text("name").ReadAsync(9..10))[0]);
        Assert.Equal(InPlace, made.IsInPlace);
    }

    [Fact]
    public async Task ColumnInCalls_IsTheColumnItself_AndIsHeldByWhoKeepsIt()
    {
        ITabulator tabulator = await Client.CreateAsync<ITabulator>();
        SharedTable table = await Client.CreateTableAsync(Trades, 50);
        await table.AppendAsync(Rows(0, 20));
        SharedArray<double> prices = await table.ColumnAsync<double>("price");

        tabulator.Scale(prices, 2);
        Assert.Equal(38.5, (await prices.ReadAsync(^1..))[0]);
        tabulator.KeptColumn = prices;
        await table.DisposeAsync();

        await using SharedArray<double> kept = tabulator.KeptColumn!;
        Assert.Equal(20, kept.Length);
        Assert.Equal(38.5, (await kept.ReadAsync(^1..))[0]);
    }

    [Fact]
    public async Task ObjectThatKeepsATable_HoldsIt()
    {
        ITabulator tabulator = await Client.CreateAsync<ITabulator>();
        SharedTable table = await Client.CreateTableAsync(Trades, 50);
        await table.AppendAsync(Rows(0, 20));

        tabulator.Kept = table;
        await table.DisposeAsync();

        await using SharedTable kept = tabulator.Kept!;
        await AssertRowsAsync(kept, 20);
    }

    [Fact]
    public async Task PrivateView_IsChangedByItselfAlone()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 50);
        await table.AppendAsync(Rows(0, 20));
        using CopyOnWriteTable mine = await table.OpenCopyOnWriteAsync();

        Assert.Equal((20, InPlace), (mine.RowCount, mine.IsInPlace));
        using (SharedBlock<double> prices = await mine.Column<double>("price").AcquireAsync(..20)) prices.Span.Fill(-1);
        await mine.Text("symbol").WriteAsync(["mine"], 3);
        await mine.Validity("count").FillAsync(false);
        await mine.Text("venue").WriteAsync(["venue 3"], 0);

        await AssertRowsAsync(table, 20);
        using (SharedBlock<double> prices = await mine.Column<double>("price").AcquireAsync(..20)) Assert.All(prices.Span.ToArray(), static price => Assert.Equal(-1, price));
        Assert.Equal(["", "S1", "S2", "mine"], await mine.Text("symbol").ReadAsync(..4));
        Assert.Equal(["venue 3", "venue 1"], await mine.Text("venue").ReadAsync(..2));
        Assert.All(await mine.Validity("count").ReadAsync(..20), Assert.False);
        SharedBlock<double> held = await mine.Column<double>("price").AcquireAsync(..1);
        mine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mine.Column<double>("price").Acquire(..1));
        Assert.Equal(-1, held.Span[0]);
        held.Dispose();
    }
}
