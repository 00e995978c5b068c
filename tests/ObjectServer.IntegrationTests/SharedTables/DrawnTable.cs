using FsCheck;
using FsCheck.Fluent;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>A table drawn at random.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Batches">How many rows each batch has.</param>
/// <param name="Seed">What its cells are drawn by.</param>
public sealed record DrawnTable(TableColumn[] Columns, int[] Batches, int Seed)
{
    private const int MostTexts = 30;

    private static readonly ColumnType[] Types = [.. Enum.GetValues<ColumnType>().Where(static type => type != ColumnType.None)];

    // Of one to four bytes each.
    private static readonly string[] Letters = ["a", "Z", " ", "é", "ß", "€", "漢", "😀"];

    /// <summary>Draws them.</summary>
    public static Arbitrary<DrawnTable> Any { get; } = (
        from columns in DrawColumn().NonEmptyListOf()
        from batches in Gen.Choose(0, 150).ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select new DrawnTable([.. columns.Take(10).Select(static (column, i) => column with { Name = $"{i}" })], [.. batches.Take(5)], seed)).ToArbitrary();

    /// <summary>The cells of a column in a batch.</summary>
    public Array Cells(TableColumn column, int batch)
    {
        var random = new Random(Seed ^ (batch * 7919) ^ (column.Name[0] * 104729));
        int rows = Batches[batch];
        return column.Type switch
        {
            ColumnType.Boolean => Draw(column, rows, random, static of => of.Next(2) == 0),
            ColumnType.SByte => Draw(column, rows, random, static of => (sbyte)of.Next()),
            ColumnType.Byte => Draw(column, rows, random, static of => (byte)of.Next()),
            ColumnType.Int16 => Draw(column, rows, random, static of => (short)of.Next()),
            ColumnType.UInt16 => Draw(column, rows, random, static of => (ushort)of.Next()),
            ColumnType.Int32 => Draw(column, rows, random, static of => (int)of.NextInt64()),
            ColumnType.UInt32 => Draw(column, rows, random, static of => (uint)of.NextInt64()),
            ColumnType.Int64 => Draw(column, rows, random, static of => of.NextInt64(long.MinValue, long.MaxValue)),
            ColumnType.UInt64 => Draw(column, rows, random, static of => (ulong)of.NextInt64(long.MinValue, long.MaxValue)),
            ColumnType.Half => Draw(column, rows, random, static of => (Half)of.NextSingle()),
            ColumnType.Single => Draw(column, rows, random, static of => of.NextSingle()),
            ColumnType.Double => Draw(column, rows, random, static of => of.NextDouble()),
            ColumnType.DateTime => Draw(column, rows, random, static of => new DateTime(of.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)of.Next(3))),
            ColumnType.TimeSpan => Draw(column, rows, random, static of => new TimeSpan(of.NextInt64(long.MinValue, long.MaxValue))),
            _ => Enumerable.Range(0, rows).Select(_ => column.IsNullable && random.Next(4) == 0 ? null : Text(column, random)).ToArray(),
        };
    }

    private static Gen<TableColumn> DrawColumn() =>
        from type in Gen.Elements(Types)
        from isNullable in ArbMap.Default.GeneratorFor<bool>()
        from width in Gen.Choose(1, 40)
        select type switch
        {
            ColumnType.Text => TableColumn.Text("", width, isNullable),
            ColumnType.DictionaryText => TableColumn.Dictionary("", MostTexts, MostTexts * 4, isNullable),
            _ => new TableColumn("", type, isNullable),
        };

    private static Array Draw<T>(TableColumn column, int rows, Random random, Func<Random, T> draw)
        where T : struct => column.IsNullable
        ? Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0 ? (T?)null : draw(random)).ToArray()
        : Enumerable.Range(0, rows).Select(_ => draw(random)).ToArray();

    private static string Text(TableColumn column, Random random)
    {
        if (column.Type == ColumnType.DictionaryText) return random.Next(MostTexts) is var text && text < Letters.Length ? Letters[text] : $"{text}";
        string drawn = "";
        for (string next = Letters[random.Next(Letters.Length)]; System.Text.Encoding.UTF8.GetByteCount(drawn + next) <= column.Width; next = Letters[random.Next(Letters.Length)]) drawn += next;
        return drawn;
    }
}
