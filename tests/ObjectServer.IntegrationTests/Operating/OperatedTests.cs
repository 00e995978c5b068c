using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Tool;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>What an operator sees by the command line, of a server in which something goes wrong.</summary>
public abstract class OperatedTests : IAsyncLifetime
{
    protected static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer? _server;

    private protected TestServer Server => _server!;

    private protected Workshop Workshop { get; } = new();

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(Share, Configure);

    public async Task DisposeAsync()
    {
        Workshop.LetGo();
        await Server.DisposeAsync();
    }

    protected virtual void Configure(ObjectServerOptions options)
    {
    }

    private protected Task<ObjectClient> ConnectAsync(string name) => Server.ConnectAsync(new ObjectClientOptions { ClientName = name });

    private protected Task<ProgramResult> RunAsync(params string[] arguments) => ToolProgram.RunAsync([.. arguments, "--url", Server.Address]);

    /// <summary>The entries that a listing writes as JSON.</summary>
    private protected async Task<JsonElement[]> ListAsync(params string[] arguments)
    {
        ProgramResult result = await RunAsync([.. arguments, "--json"]);
        result.AssertExited(0);
        return [.. JsonDocument.Parse(result.Output).RootElement.EnumerateArray()];
    }

    private protected async Task<ulong> SessionOfAsync(string client) =>
        (await ListAsync("sessions")).Single(session => session.GetProperty("client").GetString() == client).GetProperty("number").GetUInt64();

    private void Share(ObjectServerBuilder server) => server.AddObject<IWorkshop>("workshop", Workshop);
}
