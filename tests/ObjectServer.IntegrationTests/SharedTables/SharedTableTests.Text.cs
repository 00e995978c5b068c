using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <content>Text, of fixed width and from a dictionary; and nulls.</content>
public abstract partial class SharedTableTests
{
    [Fact]
    public async Task Text_FillsItsCell_AndNeverSpills()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Text("name", 6)], 3);
        await table.SetRowCountAsync(3);
        await using (TextBlock block = await table.Text("name").AcquireAsync(.., BlockAccess.ReadWrite))
        {
            Assert.Equal(InPlace, block.IsInPlace);
            block[0] = "abcdef";
            block[2] = "ghijkl";
            block[1] = "abcdé";

            Assert.Contains("takes 7 bytes", Assert.Throws<ArgumentException>(() => block[1] = "abcdeé").Message, StringComparison.Ordinal);
            Assert.Contains("takes 7 bytes", Assert.Throws<ArgumentException>(() => block[1] = "abc😀").Message, StringComparison.Ordinal);
            Assert.Contains("zero character", Assert.Throws<ArgumentException>(() => block[1] = "abc\0").Message, StringComparison.Ordinal);
            Assert.Contains("surrogates at 1", Assert.Throws<ArgumentException>(() => block[1] = "a\uD83D").Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentNullException>(() => block[1] = null!);
            Assert.Throws<ArgumentOutOfRangeException>(() => block[3] = "a");
            Assert.Throws<ArgumentOutOfRangeException>(() => block[-1]);
        }

        Assert.Equal(["abcdef", "abcdé", "ghijkl"], await table.Text("name").ReadAsync(..));
        await table.Text("name").WriteAsync(["é😀", "a\0b"], 1);
        Assert.Equal(["abcdef", "é😀", "a\0b"], await table.Text("name").ReadAsync(..));
        await Assert.ThrowsAsync<ArgumentException>(() => table.Text("name").WriteAsync(["x", "far too long"]));
        Assert.Equal(["abcdef", "é😀", "a\0b"], await table.Text("name").ReadAsync(..));
    }

    [Fact]
    public async Task Text_ThatIsNone_SaysWhereItIs()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Text("name", 4)], 3);
        await table.Table.WriteAsync(table.Layout.Columns[0].Offset + 4, new byte[] { 0xFF, 0xFE, 0, 0 });

        using TextBlock block = await table.Text("name").AcquireAsync(..);

        Assert.Equal("", block[0]);
        Assert.Contains("Row 1 of column \"name\"", Assert.Throws<InvalidDataException>(() => block[1]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => block[0] = "a");
    }

    [Fact]
    public async Task DictionaryText_IsAddedByWhoSetsIt_AndSeenByOthers()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Dictionary("city", 3, 20)], 100, "cities");
        await using ObjectClient other = await ConnectAsync();
        await using SharedTable theirs = await other.GetTableAsync("cities");

        await table.Text("city").WriteAsync(["Köln", "", "Wien"]);
        Assert.Equal(["Köln", "", "Wien", ""], await theirs.Text("city").ReadAsync(..4));
        await using (TextBlock block = await theirs.Text("city").AcquireAsync(3..5, BlockAccess.ReadWrite))
        {
            block[0] = "Rom";
            block[1] = "Köln";
        }

        Assert.Equal(["Köln", "", "Wien", "Rom", "Köln"], await table.Text("city").ReadAsync(..5));
        Assert.Equal(new[] { 1, 0, 2, 3, 1 }, await table.Column<int>("city").ReadAsync(..5));
        Assert.Equal(["", "Köln", "Wien", "Rom"], await table.Table.GetTextsAsync("city", 0, 100));
        Assert.Equal(new[] { 3, 1 }, await table.Text("city").InternAsync(["Rom", "Köln"]));
        using TextBlock synchronous = await Task.Run(() => table.Text("city").Acquire(2..4));
        Assert.Equal(("Wien", "Rom"), (synchronous[0], synchronous[1]));
    }

    [Fact]
    public async Task DictionaryText_BeyondItsBounds_IsRefused_AndNoneIsAdded()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Dictionary("city", 3, 8)], 10);

        await Assert.ThrowsAsync<LimitExceededException>(() => table.Text("city").InternAsync(["a", "b", "c", "d"]));
        var bytes = await Assert.ThrowsAsync<LimitExceededException>(() => table.Text("city").InternAsync(["abcd", "efghi"]));
        await Assert.ThrowsAsync<ArgumentException>(() => table.Text("city").InternAsync(["\uDC00"]));

        Assert.Contains("9 bytes of distinct texts", bytes.Message, StringComparison.Ordinal);
        Assert.Equal([""], await table.Table.GetTextsAsync("city", 0, 10));
        Assert.Equal(new[] { 1, 2, 0, 3 }, await table.Text("city").InternAsync(["abcd", "efg", "", "h"]));
    }

    [Fact]
    public async Task DamagedDictionary_IsAnError_AndNoMore()
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Dictionary("city", 3, 8)], 2);
        TableColumnLayout layout = table.Layout.Columns[0];
        await table.Text("city").WriteAsync(["a", "b"]);
        await using ObjectClient other = await ConnectAsync();
        await using SharedTable theirs = await SharedTable.OpenAsync(await other.AttachAsync<ISharedTable>(Client.ReferenceOf(table.Table)));

        await table.Table.WriteAsync(layout.TextsOffset, BitConverter.GetBytes(1_000_000));
        await Assert.ThrowsAsync<InvalidDataException>(() => theirs.Text("city").ReadAsync(..));
        await table.Table.WriteAsync(layout.TextsOffset, BitConverter.GetBytes(3));
        await table.Table.WriteAsync(layout.TextsOffset + 64 + 4, BitConverter.GetBytes(-5));
        await Assert.ThrowsAsync<InvalidDataException>(() => theirs.Text("city").ReadAsync(..));
        await table.Table.WriteAsync(layout.TextsOffset + 64 + 4, BitConverter.GetBytes(1));
        await table.Column<int>("city").WriteAsync(new[] { 77 });

        var code = await Assert.ThrowsAsync<InvalidDataException>(() => theirs.Text("city").ReadAsync(..));
        Assert.Contains("Row 0 of column \"city\" has the code 77", code.Message, StringComparison.Ordinal);
        Assert.Equal("b", (await theirs.Text("city").ReadAsync(1..2))[0]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 9)]
    [InlineData(60, 10)]
    [InlineData(5, 190)]
    public async Task Validity_OfSomeRows_LeavesTheOthers(int start, int count)
    {
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Of<byte?>("cell")], 201);
        ColumnValidity validity = table.Validity("cell");
        bool[] pattern = [.. Enumerable.Range(0, count).Select(static row => row % 3 == 0)];

        await validity.FillAsync(true);
        await validity.WriteAsync(pattern, start);

        bool[] seen = await validity.ReadAsync(..);
        Assert.Equal(Enumerable.Range(0, 201).Select(row => row < start || row >= start + count || pattern[row - start]), seen);
        Assert.Equal(seen[start..(start + count)], await validity.ReadAsync(start..(start + count)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => validity.WriteAsync(new bool[2], 200));
    }

    [Fact]
    public async Task Validity_WrittenByManyWithinOneWord_LosesNothing()
    {
        const int Writers = 4;
        const int Rows = 60;
        await using SharedTable table = await Client.CreateTableAsync([TableColumn.Of<byte?>("cell")], Rows, "bits");

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            await using ObjectClient client = await ConnectAsync();
            await using SharedTable theirs = await client.GetTableAsync("bits");
            ColumnValidity validity = theirs.Validity("cell");
            for (int turn = 0; turn <= 20; turn++)
            {
                for (int row = writer; row < Rows; row += Writers) await validity.WriteAsync(new[] { turn % 2 == 0 }, row);
            }
        })));

        Assert.All(await table.Validity("cell").ReadAsync(..), Assert.True);
    }
}
