using ObjectServer.Client;
using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <content>Rows, appended and filled in.</content>
public abstract partial class SharedTableTests
{
    [Fact]
    public async Task NewTable_HasNoRows_AndKnowsItsColumns()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 100);

        Assert.Equal(0, await table.GetRowCountAsync());
        Assert.Equal(0, table.RowCount);
        Assert.Equal(100, table.Capacity);
        Assert.Equal(Trades, table.Layout.Columns.Select(static one => one.Column));
        Assert.All(table.Layout.Columns, static one => Assert.Equal(0, one.Offset % 64));
        Assert.Equal(InPlace, table.IsInPlace);
        Assert.All(await table.Validity("count").ReadAsync(..), Assert.False);
        Assert.All(await table.Text("venue").ReadAsync(..), static text => Assert.Equal("", text));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 1, 9)]
    [InlineData(8, 64, 3)]
    [InlineData(63, 2, 70)]
    [InlineData(0, 13, 200)]
    public async Task AppendedRows_AreSeenByOthers_AsTheyAre(int first, int second, int third)
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 300, "trades");
        await using ObjectClient other = await ConnectAsync();
        await using SharedTable theirs = await other.GetTableAsync("trades");

        Assert.Equal(0, await table.AppendAsync(Rows(0, first)));
        Assert.Equal(first, await theirs.AppendAsync(Rows(first, second)));
        Assert.Equal(first + second, await table.AppendAsync(Rows(first + second, third)));

        await AssertRowsAsync(theirs, first + second + third);
        await AssertRowsAsync(table, first + second + third);
        Assert.Equal(first + second + third, theirs.RowCount);
    }

    [Fact]
    public async Task RowsBeyondTheCapacity_AreNotAppended_AndNoneOfThemIs()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 10);
        await table.AppendAsync(Rows(0, 8));

        var full = await Assert.ThrowsAsync<LimitExceededException>(() => table.AppendAsync(Rows(8, 3)));

        Assert.Contains("room for 10 rows and has 8", full.Message, StringComparison.Ordinal);
        Assert.Equal(new double[2], await table.Column<double>("price").ReadAsync(8..));
        await table.AppendAsync(Rows(8, 2));
        await AssertRowsAsync(table, 10);
    }

    [Fact]
    public async Task CountedRows_AreFilledBlockByBlock()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 1000, "filled");
        await using ObjectClient other = await ConnectAsync();
        await using SharedTable theirs = await other.GetTableAsync("filled");

        await table.SetRowCountAsync(500);
        await using (SharedBlock<double> prices = await (await table.ColumnAsync<double>("price")).AcquireAsync(.., BlockAccess.Overwrite))
        {
            Assert.Equal(InPlace, prices.IsInPlace);
            for (int i = 0; i < prices.Length; i++) prices.Span[i] = i;
        }

        await table.Validity("count").FillAsync(true, 100..200);

        Assert.Equal(500, await theirs.GetRowCountAsync());
        Assert.Equal(499 * 500 / 2, (await (await theirs.ColumnAsync<double>("price")).ReadAsync(..)).Sum());
        bool[] isThere = await theirs.Validity("count").ReadAsync(..500);
        Assert.Equal(Enumerable.Range(0, 500).Select(static row => row is >= 100 and < 200), isThere);
        await theirs.SetRowCountAsync(7);
        Assert.Equal(7, table.RowCount);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.SetRowCountAsync(1001));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.SetRowCountAsync(-1));
    }

    [Fact]
    public async Task BatchesOfManyClients_StayWhole_AndNoneIsLost()
    {
        const int Clients = 4;
        const int Batches = 40;
        const int BatchRows = 13;
        TableColumn[] schema = [TableColumn.Of<int>("client"), TableColumn.Of<int?>("batch"), TableColumn.Dictionary("text", 100, 1000)];
        await using SharedTable table = await Client.CreateTableAsync(schema, Clients * Batches * BatchRows, "crowded");

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(one => Task.Run(async () =>
        {
            await using ObjectClient client = await ConnectAsync();
            await using SharedTable theirs = await client.GetTableAsync("crowded");
            for (int batch = 0; batch < Batches; batch++)
            {
                await theirs.AppendAsync(new TableBatch
                {
                    ["client"] = Enumerable.Repeat(one, BatchRows).ToArray(),
                    ["batch"] = Enumerable.Range(0, BatchRows).Select(row => row == one ? null : (int?)batch).ToArray(),
                    ["text"] = Enumerable.Repeat($"{one} {batch % 8}", BatchRows).ToArray(),
                });
            }
        })));

        int[] clients = await (await table.ColumnAsync<int>("client")).ReadAsync(..);
        int[] batches = await table.Column<int>("batch").ReadAsync(..);
        bool[] isThere = await table.Validity("batch").ReadAsync(..);
        string[] texts = await table.Text("text").ReadAsync(..);
        Assert.Equal(Clients * Batches * BatchRows, clients.Length);
        int[] next = new int[Clients];
        for (int at = 0; at < clients.Length; at += BatchRows)
        {
            int one = clients[at];
            int batch = next[one]++;
            for (int row = 0; row < BatchRows; row++)
                Assert.Equal((one, row == one ? 0 : batch, row != one, $"{one} {batch % 8}"), (clients[at + row], batches[at + row], isThere[at + row], texts[at + row]));
        }

        Assert.All(next, static count => Assert.Equal(Batches, count));
    }

    [Fact]
    public async Task BatchesOfThreadsOfTheServer_StayWhole_AndCountedRowsAreComplete()
    {
        const int Threads = 4;
        const int Batches = 500;
        const int BatchRows = 37;
        TableColumn[] schema = [TableColumn.Of<int?>("first"), TableColumn.Of<int>("last")];
        SharedTable table = new SharedMemoryFactory(Server.Memory).CreateTable(schema, Threads * Batches * BatchRows);
        SharedArray<int> last = table.Column<int>("last");
        using var start = new Barrier(Threads + 1);

        Task[] appending = [.. Enumerable.Range(1, Threads).Select(one => Task.Factory.StartNew(
            () =>
            {
                int[] cells = [.. Enumerable.Repeat(one, BatchRows)];
                var batch = new TableBatch { ["first"] = cells, ["last"] = cells };
                start.SignalAndWait();
                for (int i = 0; i < Batches; i++) table.AppendAsync(batch).GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        start.SignalAndWait();
        for (long rows = 0; rows < last.Length && !appending.Any(static task => task.IsFaulted); rows = table.RowCount)
        {
            if (rows == 0) continue;
            using SharedBlock<int> cell = last.Acquire(new ElementRange(rows - 1, 1));
            Assert.InRange(cell.Span[0], 1, Threads);
            if (appending.All(static task => task.IsCompleted)) break;
        }

        await Task.WhenAll(appending).WaitAsync(TimeSpan.FromSeconds(60));
        int[] seen = await last.ReadAsync(..);
        Assert.Equal(seen, await table.Column<int>("first").ReadAsync(..));
        Assert.All(await table.Validity("first").ReadAsync(..), Assert.True);
        for (int at = 0; at < seen.Length; at += BatchRows) Assert.All(seen[at..(at + BatchRows)], cell => Assert.Equal(seen[at], cell));
        for (int one = 1; one <= Threads; one++) Assert.Equal(Batches * BatchRows, seen.Count(cell => cell == one));
    }

    [Fact]
    public async Task Batch_ThatIsNotTheTables_SaysWhy_AndAppendsNothing()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Of<int>("number"), TableColumn.Text("name", 4)], 10);
        async Task RefusedAsync(TableBatch batch, string why) =>
            Assert.Contains(why, (await Assert.ThrowsAsync<ArgumentException>(() => table.AppendAsync(batch))).Message, StringComparison.Ordinal);

        await RefusedAsync(new TableBatch { ["number"] = new[] { 1 } }, "lacks the column name (Text of 4 bytes)");
        await RefusedAsync(new TableBatch { ["number"] = new[] { 1 }, ["name"] = new[] { "a" }, ["nam"] = new[] { "a" } }, "Nearest of its columns: \"name\"");
        await RefusedAsync(new TableBatch { ["number"] = new[] { 1u }, ["name"] = new[] { "a" } }, "a System.Int32[] is wanted");
        await RefusedAsync(new TableBatch { ["number"] = new int?[] { 1, null }, ["name"] = new[] { "a", "b" } }, "Row 1 of the batch is null in column number");
        await RefusedAsync(new TableBatch { ["number"] = new[] { 1 }, ["name"] = new string[] { null! } }, "not nullable");
        await RefusedAsync(new TableBatch { ["number"] = new[] { 1, 2 }, ["name"] = new[] { "a", "abcde" } }, "takes 5 bytes as UTF-8; a cell has 4");
        Assert.Throws<ArgumentException>(() => new TableBatch { ["number"] = new[] { 1 }, ["name"] = new[] { "a", "b" } });

        Assert.Equal(0, table.RowCount);
    }

    [Fact]
    public async Task RawBatch_IsCheckedBeforeMemoryIsTouched()
    {
        TableColumn[] schema = [TableColumn.Of<bool>("flag"), TableColumn.Text("name", 2), TableColumn.Dictionary("word", 3, 9), TableColumn.Of<DateTime>("time")];
        await using SharedTable table = await Client.CreateTableAsync(schema, 10);
        ISharedTable raw = table.Table;
        byte[] Row(byte flag, byte[] name, int code, ulong time) => [flag, .. name, .. BitConverter.GetBytes(code), .. BitConverter.GetBytes(time)];
        Task RefusedAsync(int rows, byte[] batch) => Assert.ThrowsAnyAsync<ArgumentException>(() => raw.AppendAsync(rows, batch));

        await RefusedAsync(1, new byte[14]);
        await RefusedAsync(1, new byte[16]);
        await RefusedAsync(-1, []);
        await RefusedAsync(int.MaxValue, new byte[15]);
        await RefusedAsync(1, Row(2, "ab"u8.ToArray(), 0, 0));
        await RefusedAsync(1, Row(1, [0xC3, 0], 0, 0));
        await RefusedAsync(1, Row(1, "ab"u8.ToArray(), 1, 0));
        await RefusedAsync(1, Row(1, "ab"u8.ToArray(), -1, 0));
        await RefusedAsync(1, Row(1, "ab"u8.ToArray(), 0, ulong.MaxValue));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => raw.SetValidityAsync("flag", 0, 1, new byte[1]));

        Assert.Equal(new[] { 1 }, await raw.InternAsync("word", ["one"]));
        Assert.Equal(0, await raw.AppendAsync(1, Row(1, "é"u8.ToArray(), 1, 5)));
        Assert.Equal("é", (await table.Text("name").ReadAsync(..1))[0]);
        Assert.Equal("one", (await table.Text("word").ReadAsync(..1))[0]);
    }
}
