using System.Globalization;
using System.Text.Json.Nodes;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>Tables from Python: by NumPy over the file, and by calls.</summary>
public sealed class PythonTableTests
{
    private const int Rows = 11;

    [RequiresPythonNumPyFact]
    public async Task Table_IsReadAndWrittenByNumPy_WithoutOurLibrary()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        TableColumn[] schema =
        [
            TableColumn.Of<double>("price"),
            TableColumn.Of<int?>("count"),
            TableColumn.Of<bool>("sold"),
            TableColumn.Of<DateTime>("time"),
            TableColumn.Of<TimeSpan>("span"),
            TableColumn.Text("symbol", 5, isNullable: true),
            TableColumn.Dictionary("city", 10, 100),
        ];
        await using SharedTable table = await client.CreateTableAsync(schema, 1000);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        DateTime start = new(1969, 12, 31, 23, 59, 58, DateTimeKind.Utc);
        string[] cities = ["Köln", "東京", "", "São Paulo"];
        await table.AppendAsync(new TableBatch
        {
            ["price"] = rows.Select(static row => row * 1.5).ToArray(),
            ["count"] = rows.Select(static row => row % 3 == 0 ? null : (int?)row).ToArray(),
            ["sold"] = rows.Select(static row => row % 2 == 1).ToArray(),
            ["time"] = rows.Select(row => start.AddMilliseconds(row * 250)).ToArray(),
            ["span"] = rows.Select(static row => TimeSpan.FromMilliseconds(-row)).ToArray(),
            ["symbol"] = rows.Select(static row => row == 4 ? null! : $"é{row}").ToArray(),
            ["city"] = rows.Select(row => cities[row % cities.Length]).ToArray(),
        });

        MemoryPlace place = (await table.Table.GetPlaceAsync())!;
        ExternalProgram.Result result = await PythonNumPy.RunAsync("table_memmap.py", place.Path);

        Assert.True(result.ExitCode == 0, result.ToString());
        JsonNode seen = JsonNode.Parse(result.Output)!;
        Assert.Equal((Rows, 1000), ((int)seen["rows"]!, (int)seen["capacity"]!));
        Assert.Equal(rows.Select(static row => row * 1.5), seen["price"]!.AsArray().GetValues<double>());
        Assert.Equal(rows.Select(static row => row % 3 == 0 ? null : (int?)row), seen["count"]!.AsArray().Select(static cell => (int?)cell));
        Assert.Equal(rows.Select(static row => row % 2 == 1), seen["sold"]!.AsArray().GetValues<bool>());
        Assert.Equal(
            rows.Select(row => start.AddMilliseconds(row * 250).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)),
            seen["time"]!.AsArray().GetValues<string>());
        Assert.Equal(rows.Select(static row => -row), seen["span"]!.AsArray().GetValues<int>());
        Assert.Equal(rows.Select(static row => row == 4 ? null : $"é{row}"), seen["symbol"]!.AsArray().Select(static cell => (string?)cell));
        Assert.Equal(rows.Select(row => cities[row % cities.Length]), seen["city"]!.AsArray().GetValues<string>());

        ExternalProgram.Result written = await PythonNumPy.RunAsync("table_memmap.py", place.Path, "price", "2.25");

        Assert.True(written.ExitCode == 0, written.ToString());
        Assert.All(await (await table.ColumnAsync<double>("price")).ReadAsync(..), static price => Assert.Equal(2.25, price));
        Assert.Equal(0, (await table.Column<double>("price").ReadAsync(Rows..(Rows + 1)))[0]);
    }

    [RequiresPythonGrpcFact]
    public async Task Table_IsMadeAndFilledFromPython_ByCalls()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("table_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
    }
}
