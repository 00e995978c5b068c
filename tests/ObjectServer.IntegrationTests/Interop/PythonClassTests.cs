using ObjectServer.IntegrationTests.Dynamic;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>A class without contract, used from Python by every request that there is.</summary>
public sealed class PythonClassTests
{
    [RequiresPythonGrpcFact]
    public async Task Class_WithoutContract_DoesFromPythonWhatItDoes()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder
            .AddType<Counter>("counter", members => members.Public().Except("Reset").Returns("Child", "viewed").Returns("FindAsync", "viewed"))
            .AddType<Counter>("viewed", members => members.Only("Value")));
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("class_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
        await server.UnaryIdleAsync();
        Assert.Equal(0, server.Objects.Count);
    }
}
