using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>A shared queue, topic and namespace, used from Python.</summary>
public sealed class PythonQueueTests
{
    [RequiresPythonGrpcFact]
    public async Task Queues_AreUsedFromPython()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("queue_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
        await server.UnaryIdleAsync();
    }
}
