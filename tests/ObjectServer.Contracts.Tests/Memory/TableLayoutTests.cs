using System.Buffers.Binary;
using System.Text.Json;
using ObjectServer.Memory.Tables;

namespace ObjectServer.Tests.Memory;

public sealed class TableLayoutTests
{
    private static readonly TableColumn[] Columns =
    [
        TableColumn.Of<byte?>("flags"),
        TableColumn.Text("näme \"x\"", 5),
        TableColumn.Of<DateTime>("time"),
        TableColumn.Dictionary("city", 10, 100, isNullable: true),
        TableColumn.Of<TimeSpan>("span"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100_003)]
    public void Arranged_ColumnsLieApart_AtMultiplesOf64(long capacity)
    {
        TableLayout layout = TableLayouts.Arrange(Columns, capacity);

        (long Start, long End)[] parts = [.. layout.Columns.SelectMany(one => Parts(one, capacity)).OrderBy(static part => part.Start)];
        long described = TableDescription.Of(layout).Length;
        Assert.All(parts, static part => Assert.Equal(0, part.Start % 64));
        Assert.True(parts[0].Start >= described && parts[0].Start % 4096 == 0);
        for (int i = 1; i < parts.Length; i++) Assert.True(parts[i].Start >= parts[i - 1].End);
        Assert.True(parts[^1].End <= layout.Bytes);
        Assert.Equal(0, layout.Bytes % 4096);
        TableLayouts.Check(layout);
    }

    [Fact]
    public void Arranged_WithManyColumns_LeavesRoomForTheDescription()
    {
        TableColumn[] columns = [.. Enumerable.Range(0, 1024).Select(static one => TableColumn.Of<int>(new string('x', 120) + one))];

        TableLayout layout = TableLayouts.Arrange(columns, long.MaxValue / 8192);

        Assert.True(layout.Columns[0].Offset >= TableDescription.Of(layout).Length);
    }

    [Fact]
    public void Description_SaysWhatNumPyNeeds()
    {
        TableLayout layout = TableLayouts.Arrange(Columns, 100);
        ReadOnlySpan<byte> description = TableDescription.Of(layout);

        Assert.Equal(description.Length - 8, BinaryPrimitives.ReadInt64LittleEndian(description));
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(description[8..]);
        Assert.Equal(100, json.GetProperty("capacity").GetInt64());
        Assert.Equal(layout.Bytes + 64, json.GetProperty("rows").GetInt64());
        JsonElement[] columns = [.. json.GetProperty("columns").EnumerateArray()];
        Assert.Equal(["flags", "näme \"x\"", "time", "city", "span"], columns.Select(static one => one.GetProperty("name").GetString()));
        Assert.Equal(["|u1", "|S5", "<u8", "<i4", "<m8[100ns]"], columns.Select(static one => one.GetProperty("dtype").GetString()));
        Assert.Equal(layout.Columns.Select(static one => one.Offset), columns.Select(static one => one.GetProperty("offset").GetInt64()));
        Assert.Equal(layout.Columns[0].ValidityOffset, columns[0].GetProperty("validity").GetInt64());
        Assert.False(columns[1].TryGetProperty("validity", out _));
        Assert.Equal(layout.Columns[3].TextsOffset + 64, columns[3].GetProperty("texts").GetProperty("ends").GetInt64());
    }

    [Fact]
    public void Check_OfPlacesOutsideTheMemory_Refuses()
    {
        TableLayout layout = TableLayouts.Arrange(Columns, 100);
        void Refuses(TableLayout wrong) => Assert.ThrowsAny<ArgumentException>(() => TableLayouts.Check(wrong));
        TableLayout With(int index, Func<TableColumnLayout, TableColumnLayout> change) =>
            layout with { Columns = [.. layout.Columns.Select((one, i) => i == index ? change(one) : one)] };

        Refuses(layout with { Capacity = layout.Bytes });
        Refuses(layout with { Capacity = -1 });
        Refuses(layout with { Bytes = layout.Bytes - 4096 });
        Refuses(With(0, static one => one with { Offset = -64 }));
        Refuses(With(0, static one => one with { Offset = 0 }));
        Refuses(With(0, static one => one with { Offset = one.Offset + 1 }));
        Refuses(With(0, static one => one with { Offset = long.MaxValue / 64 * 64 }));
        Refuses(With(0, static one => one with { ValidityOffset = 0 }));
        Refuses(With(1, static one => one with { ValidityOffset = 4096 }));
        Refuses(With(3, one => one with { TextsOffset = layout.Bytes }));
        Refuses(With(1, static one => one with { Column = one.Column with { Width = 60_000 } }));
        Refuses(With(1, static one => one with { Column = null! }));
        Refuses(layout with { Columns = null! });
        Refuses(layout with { Columns = [] });
    }

    private static IEnumerable<(long Start, long End)> Parts(TableColumnLayout one, long capacity)
    {
        yield return (one.Offset, one.Offset + (capacity * TableLayouts.CellBytes(one.Column)));
        if (one.Column.IsNullable) yield return (one.ValidityOffset, one.ValidityOffset + TableLayouts.ValidityBytes(capacity));
        if (one.Column.Type == ColumnType.DictionaryText) yield return (one.TextsOffset, one.TextsOffset + TextRegion.Length(one.Column));
    }
}
