using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>Processes that append to one table and are killed while they do.</summary>
public sealed class KilledAppendTests
{
    private const int Clients = 3;
    private const int BatchesSeen = 20;

    [Fact]
    public async Task KilledClients_LeaveWholeBatchesBehind()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedTable table = await client.CreateTableAsync(AppendingClient.Schema, 2_000_000, "shared");
        VictimProcess[] victims = [.. Enumerable.Range(1, Clients).Select(one => VictimProcess.Start(AppendingClient.Mode, server.Address, "shared", $"{one}"))];

        foreach (VictimProcess victim in victims)
        {
            for (int seen = 0; seen < BatchesSeen; seen++) await victim.ReadLineAsync();
        }

        foreach (VictimProcess victim in victims) await victim.KillAsync();
        foreach (VictimProcess victim in victims) await victim.DisposeAsync();

        // What was on its way may still arrive; every look finds whole batches.
        long rows = await table.GetRowCountAsync();
        Assert.True(rows >= Clients * BatchesSeen * AppendingClient.BatchRows, $"{rows} rows");
        Assert.Equal(0, rows % AppendingClient.BatchRows);
        await AssertWholeAsync(table, (int)rows);
    }

    private static async Task AssertWholeAsync(SharedTable table, int rows)
    {
        int[] clients = await table.Column<int>("client").ReadAsync(..rows);
        int[] batches = await table.Column<int>("batch").ReadAsync(..rows);
        int[] cells = await table.Column<int>("row").ReadAsync(..rows);
        bool[] isThere = await table.Validity("row").ReadAsync(..rows);
        string[] texts = await table.Text("text").ReadAsync(..rows);
        int[] next = new int[Clients + 1];
        for (int at = 0; at < rows; at += AppendingClient.BatchRows)
        {
            int one = clients[at];
            int batch = next[one]++;
            for (int row = 0; row < AppendingClient.BatchRows; row++)
            {
                bool isNull = row == batch % AppendingClient.BatchRows;
                Assert.Equal(
                    (one, batch, isNull ? 0 : row, !isNull, $"{one}"),
                    (clients[at + row], batches[at + row], cells[at + row], isThere[at + row], texts[at + row]));
            }
        }
    }
}
