using ObjectServer.Client;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.Testing;

namespace ObjectServer.Dashboard.Tests.Programs;

public sealed class RedactedGetTests
{
    private static readonly string Tool = Repository.File(
        "src", "ObjectServer.Tool", "bin", Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/', '\\'))!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "objectserver.dll");

    [Fact]
    public async Task Get_OfAPropertyThatAsksNotToBeShown_DoesNotReadIt()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        await using ObjectClient client = await server.ConnectAsync("maker");
        await client.CreateAsync<IStation>(options: new() { Name = "one", Type = "station" });

        Assert.Equal("redacted", await GetAsync(server, "one.Password"));
        Assert.Equal("redacted", await GetAsync(server, "one.Code"));
        Assert.Equal("a label", await GetAsync(server, "one.Label"));
    }

    private static async Task<string> GetAsync(WatchedServer server, string member)
    {
        ExternalProgram.Result result = await ExternalProgram.RunAsync("dotnet", "exec", Tool, "get", member, "--url", server.Address);
        Assert.True(result.ExitCode == 0, $"{result}");
        return result.Output.Trim();
    }
}
