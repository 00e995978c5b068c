using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>The two steps of <c>Open</c>, from Python.</summary>
public sealed class PythonKeyTests
{
    [RequiresPythonGrpcFact]
    public async Task Key_OfTheServer_IsProvenFromPython()
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ICalculator, Calculator>(),
            options =>
            {
                options.AuthKey = "one";
                options.AuthKeys["readers"] = "two";
            });
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("key_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
    }
}
