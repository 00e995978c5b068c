using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Streaming;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>Sequences, iterated from Python.</summary>
public sealed class PythonSequenceTests
{
    [RequiresPythonGrpcFact]
    public async Task Sequence_IsIteratedFromPython()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<IFeed, Feed>("feed").AddObject<IFeed>("feed", new Feed()));
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("sequence_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
        await server.UnaryIdleAsync();
        Assert.Equal(1, server.Objects.Count);
    }
}
