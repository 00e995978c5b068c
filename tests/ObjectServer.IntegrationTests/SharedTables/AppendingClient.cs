using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>A client that appends batches to a table, until it is killed. A process of its own.</summary>
internal static class AppendingClient
{
    /// <summary>What makes the test program this client; the server's address, the table's name and the client's number follow.</summary>
    public const string Mode = "client-that-appends";

    /// <summary>How many rows a batch has.</summary>
    public const int BatchRows = 101;

    /// <summary>The columns of the table.</summary>
    public static TableColumn[] Schema { get; } =
        [TableColumn.Of<int>("client"), TableColumn.Of<int>("batch"), TableColumn.Of<int?>("row"), TableColumn.Dictionary("text", 1000, 10_000)];

    /// <summary>Writes a line for each batch that is in the table.</summary>
    public static async Task<int> RunAsync(string address, string name, string number)
    {
        int one = int.Parse(number, CultureInfo.InvariantCulture);
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await using SharedTable table = await client.GetTableAsync(name);
        for (int batch = 0; ; batch++)
        {
            await table.AppendAsync(new TableBatch
            {
                ["client"] = Enumerable.Repeat(one, BatchRows).ToArray(),
                ["batch"] = Enumerable.Repeat(batch, BatchRows).ToArray(),
                ["row"] = Enumerable.Range(0, BatchRows).Select(row => row == batch % BatchRows ? null : (int?)row).ToArray(),
                ["text"] = Enumerable.Repeat($"{one}", BatchRows).ToArray(),
            });
            await Console.Out.WriteLineAsync("appended");
        }
    }
}
