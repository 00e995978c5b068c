using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>Tables drawn at random, filled by two clients in turn, hold what was appended. A failure prints the seed that repeats it.</summary>
public sealed class SharedTableProperties
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(60);
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task AppendedCells_OfAnySchema_AreReadAsTheyWere()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { }, socketLink: true);
        await using ObjectClient near = await server.ConnectAsync();
        await using ObjectClient far = await server.ConnectAsync(new ObjectClientOptions { MapSharedMemory = false });

        await Task.Run(() => Check.One(Checked, Prop.ForAll(DrawnTable.Any, drawn => RoundTripAsync(near, far, drawn).GetAwaiter().GetResult()))).WaitAsync(Guard);
    }

    private static async Task<bool> RoundTripAsync(ObjectClient near, ObjectClient far, DrawnTable drawn)
    {
        await using SharedTable one = await near.CreateTableAsync(drawn.Columns, Math.Max(1, drawn.Batches.Sum()), "drawn");
        await using SharedTable other = await far.GetTableAsync("drawn");
        try
        {
            long rows = 0;
            for (int i = 0; i < drawn.Batches.Length; i++)
            {
                var batch = new TableBatch();
                foreach (TableColumn column in drawn.Columns) batch[column.Name] = drawn.Cells(column, i);
                if (await (i % 2 == 0 ? one : other).AppendAsync(batch) != rows) return false;
                rows += drawn.Batches[i];
            }

            foreach (SharedTable table in new[] { one, other })
            {
                foreach (TableColumn column in drawn.Columns)
                {
                    for (int i = 0, first = 0; i < drawn.Batches.Length; first += drawn.Batches[i++])
                        Assert.Equal(drawn.Cells(column, i).Cast<object?>(), await CellsAsync(table, column, first..(first + drawn.Batches[i])));
                }
            }

            return one.RowCount == rows && other.RowCount == rows;
        }
        finally
        {
            await near.DeleteAsync("drawn");
        }
    }

    private static async Task<object?[]> CellsAsync(SharedTable table, TableColumn column, Range range)
    {
        object?[] cells = column.Type switch
        {
            ColumnType.Boolean => await ReadAsync<bool>(table, column, range),
            ColumnType.SByte => await ReadAsync<sbyte>(table, column, range),
            ColumnType.Byte => await ReadAsync<byte>(table, column, range),
            ColumnType.Int16 => await ReadAsync<short>(table, column, range),
            ColumnType.UInt16 => await ReadAsync<ushort>(table, column, range),
            ColumnType.Int32 => await ReadAsync<int>(table, column, range),
            ColumnType.UInt32 => await ReadAsync<uint>(table, column, range),
            ColumnType.Int64 => await ReadAsync<long>(table, column, range),
            ColumnType.UInt64 => await ReadAsync<ulong>(table, column, range),
            ColumnType.Half => await ReadAsync<Half>(table, column, range),
            ColumnType.Single => await ReadAsync<float>(table, column, range),
            ColumnType.Double => await ReadAsync<double>(table, column, range),
            ColumnType.DateTime => await ReadAsync<DateTime>(table, column, range),
            ColumnType.TimeSpan => await ReadAsync<TimeSpan>(table, column, range),
            _ => await table.Text(column.Name).ReadAsync(range),
        };
        if (!column.IsNullable) return cells;
        bool[] isThere = await table.Validity(column.Name).ReadAsync(range);
        return [.. cells.Select((cell, i) => isThere[i] ? cell : null)];
    }

    private static async Task<object?[]> ReadAsync<T>(SharedTable table, TableColumn column, Range range)
        where T : unmanaged => [.. (await table.Column<T>(column.Name).ReadAsync(range)).Cast<object?>()];
}
