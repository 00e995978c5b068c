using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MonteCarlo.Model;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>The program used from Python, which shares no code with it but the .proto files.</summary>
public sealed class PythonClientTests
{
    [RequiresPythonGrpcFact]
    public Task Replica_UsedFromPythonOverTcp_IsWhatDotNetHas() => UseReplicaAsync("http:");

    [RequiresPythonGrpcFact]
    public Task Replica_UsedFromPythonOverAUnixSocket_IsWhatDotNetHas() => UseReplicaAsync("unix:");

    [RequiresPythonGrpcFact]
    public async Task Value_OfEveryKind_CrossesFromPythonAndBack()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = Start(folder, TestProgram.Path);
        string address = await AddressAsync(server, "http:");

        await RunAsync("values_client.py", address);
    }

    [RequiresPythonGrpcFact]
    public async Task Examples_OfTheDocumentation_DoWhatTheySay()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = Start(folder, typeof(IsingReplica).Assembly.Location);
        string address = await AddressAsync(server, "http:");
        var direct = new IsingReplica(32, 2.269, 7) { Temperature = 3 };
        await direct.RunAsync(1000);

        string output = await RunAsync("documented_examples.py", Repository.File("docs", "other-languages.md"), address);

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([direct.Energy, direct.Energy], new[] { lines[0], lines[^1] }.Select(line => double.Parse(line, CultureInfo.InvariantCulture)));
        Assert.StartsWith("NOT_FOUND ERROR_CODE_MEMBER_NOT_FOUND RunAsync(", lines[1], StringComparison.Ordinal);
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        Assert.Empty(await client.ListAsync());
    }

    private static async Task UseReplicaAsync(string scheme)
    {
        using var folder = new TestFolder();
        await using RunningProgram server = Start(folder, typeof(IsingReplica).Assembly.Location);
        string address = await AddressAsync(server, scheme);
        await using ObjectClient client = await ObjectClient.ConnectAsync(address.Replace("unix:", "grpc+unix:", StringComparison.Ordinal));
        IReplica replica = await client.CreateAsync<IReplica>([ReplicaRun.Size, ReplicaRun.Temperature, ReplicaRun.Seed]);
        ReplicaRun direct = await ReplicaRun.OfAsync(new IsingReplica(ReplicaRun.Size, ReplicaRun.Temperature, ReplicaRun.Seed));

        JsonNode seen = JsonNode.Parse(await RunAsync(
            "replica_client.py", address, Text(ReplicaRun.Size), Text(ReplicaRun.Temperature), Text(ReplicaRun.Seed), Text(ReplicaRun.Sweeps)))!;

        AssertRun(direct, await ReplicaRun.OfAsync(replica), seen);
        AssertContract(seen["contract"]!);
        AssertFailures(seen);

        // Beside the replica of this process there is none before, and none after.
        Assert.Equal((1, 2), ((int)seen["objects_before"]!, (int)seen["objects_with_one"]!));
        Assert.Equal((1, 1), ((int)seen["objects_after_release"]!, (int)seen["objects_after_close"]!));
        Assert.Single(await client.ListAsync());
    }

    private static void AssertRun(ReplicaRun direct, ReplicaRun remote, JsonNode seen)
    {
        Assert.Equal(direct, remote);
        Assert.Equal(direct, new ReplicaRun((double)seen["energy"]!, seen["measured"].Deserialize<SegmentSums>()!));
        Assert.Equal(2 * ReplicaRun.Temperature, (double)seen["temperature"]!);
        Assert.Equal(2 * ReplicaRun.Temperature, (double)seen["temperature_afterwards"]!);
        Assert.Equal(seen["energy"]!.ToJsonString(), seen["snapshot"]!["Energy"]!.ToJsonString());
        Assert.Equal(2 * ReplicaRun.Temperature, (double)seen["snapshot"]!["Temperature"]!);
        Assert.Null(seen["run_result"]);
        Assert.True((int)seen["lease_ms"]! > 0);
    }

    private static void AssertContract(JsonNode contract)
    {
        Assert.Equal(typeof(IReplica).FullName, (string?)contract["name"]);
        JsonObject members = contract["members"]!.AsObject();
        Assert.Equal(6, members.Count);
        Assert.Equal("VALUE_KIND_REAL", (string?)members["get Energy:System.Double"]!["result"]);
        JsonNode measure = members.Single(member => member.Key.StartsWith("MeasureAsync(", StringComparison.Ordinal)).Value!;
        Assert.Equal(["VALUE_KIND_INTEGER", "VALUE_KIND_PROGRESS", "VALUE_KIND_NONE"], Texts(measure["parameters"]));
        Assert.Equal(["progress", "cancel"], Texts(measure["optional"]));
        Assert.Equal("VALUE_KIND_JSON", (string?)measure["result"]);
    }

    private static void AssertFailures(JsonNode seen)
    {
        JsonNode misspelt = AssertFailure(seen["misspelt"], "NOT_FOUND", "ERROR_CODE_MEMBER_NOT_FOUND");
        Assert.Equal("RunAsinc", (string?)misspelt["details"]!["member"]);
        string[] candidates = Texts(misspelt["candidates"]);
        Assert.StartsWith("RunAsync(System.Int32,", candidates[0], StringComparison.Ordinal);
        Assert.Contains("get Energy:System.Double", candidates);

        JsonNode property = AssertFailure(seen["misspelt_property"], "NOT_FOUND", "ERROR_CODE_MEMBER_NOT_FOUND");
        Assert.Equal("get Temperature:System.Double", Texts(property["candidates"])[0]);

        JsonNode kind = AssertFailure(seen["wrong_kind"], "INVALID_ARGUMENT", "ERROR_CODE_ARGUMENT_ENCODING");
        Assert.Equal("value", (string?)kind["details"]!["parameter"]);

        JsonNode thrown = AssertFailure(seen["thrown"], "UNKNOWN", "ERROR_CODE_INVOCATION");
        Assert.Equal(typeof(ArgumentOutOfRangeException).FullName, (string?)thrown["exception_type"]);
        Assert.Equal("-1", (string?)thrown["details"]!["actual_value"]);
        Assert.Contains(nameof(IsingReplica), (string?)thrown["remote_stack"], StringComparison.Ordinal);

        AssertFailure(seen["timeout"], "DEADLINE_EXCEEDED", "ERROR_CODE_DEADLINE");
        Assert.Equal("DEADLINE_EXCEEDED", (string?)seen["deadline"]!["status"]);
        AssertFailure(seen["released"], "NOT_FOUND", "ERROR_CODE_OBJECT_GONE");
    }

    private static JsonNode AssertFailure(JsonNode? failure, string status, string code)
    {
        Assert.Equal((status, code), ((string?)failure!["status"], (string?)failure["code"]));
        return failure;
    }

    private static RunningProgram Start(TestFolder folder, string assembly) =>
        RunningProgram.Start(["--url", "http://127.0.0.1:0", "--socket", folder.Socket, "--load", assembly]);

    private static async Task<string> AddressAsync(RunningProgram server, string scheme) =>
        (await server.WaitUntilReadyAsync()).Split(' ').Single(address => address.StartsWith(scheme, StringComparison.Ordinal));

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];
        ExternalProgram.Result result = await PythonGrpc.RunAsync(script, folder, protos, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    private static string[] Texts(JsonNode? array) => [.. array!.AsArray().Select(item => (string)item!)];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
