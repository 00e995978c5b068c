using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Servers one after the other on one address, each a process of its own.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private const int Times = 4;

    [Theory]
    [InlineData("unix:")]
    [InlineData("grpc+unix:")]
    [InlineData("http://127.0.0.1:0")]
    [Trait("Conformance", "C-108")]
    public async Task Server_StartedAgainOnTheAddressOfOneThatWasStopped_ServesAtOnce(string address)
    {
        using var folder = new TestFolder();
        LocalServerOptions options = Options(address.Contains("unix", StringComparison.Ordinal) ? address + folder.Socket : address);
        ICalculator? old = null;
        for (int i = 0; i < Times; i++)
        {
            await using LocalServer server = await LocalServer.StartAsync(options);
            if (old is not null) await Assert.ThrowsAnyAsync<ObjectServerException>(() => old.AddAsync(1, 2));

            // A port that was free at the first time is the address of all.
            Assert.True(options.Address == server.Address || i == 0);
            options.Address = server.Address;

            // Clients stay connected: the server closes the connections, which a port remembers for a while.
            ObjectClient[] clients = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.ConnectAsync()));
            old = await clients[0].GetOrCreateAsync<ICalculator>("counter");
            old.Memory++;
            Assert.Equal(1, old.Memory);

            await server.StopAsync().WaitAsync(Guard);

            Assert.Equal(0, await server.Exited);
            foreach (ObjectClient client in clients) await client.DisposeAsync();
        }

        Assert.True(Directory.Exists(folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    [Trait("Conformance", "C-108")]
    public async Task Server_StartedAgainAfterOneThatWasKilled_TakesItsSocket()
    {
        using var folder = new TestFolder();
        LocalServerOptions options = Options($"unix:{folder.Socket}");
        await using (LocalServer killed = await LocalServer.StartAsync(options))
        {
            Signals.Send(killed.ProcessId, Signals.Kill);
            await killed.Exited.WaitAsync(Guard);
            Assert.True(File.Exists(folder.Socket));
        }

        await using LocalServer server = await LocalServer.StartAsync(options);
        await using ObjectClient client = await server.ConnectAsync();
        Assert.Equal(3, (await client.CreateAsync<ICalculator>()).Add(1, 2));
    }

    [Fact]
    public async Task Server_OnAnAddressThatAnotherHas_IsRefusedAndLeavesItAlone()
    {
        using var folder = new TestFolder();
        LocalServerOptions options = Options($"unix:{folder.Socket}");
        await using LocalServer first = await LocalServer.StartAsync(options);

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.Contains("in use by another server", thrown.Message, StringComparison.Ordinal);
        await using ObjectClient client = await first.ConnectAsync();
        Assert.Empty(await client.ListAsync());
    }

    [Fact]
    public async Task Address_ThatIsNone_IsRefusedBeforeAnythingIsStarted()
    {
        LocalServerOptions options = Options("somewhere");
        options.ServerPath = "/nowhere/ObjectServer.dll";

        await Assert.ThrowsAsync<ArgumentException>(() => LocalServer.StartAsync(options));
    }

    private static LocalServerOptions Options(string address) => new()
    {
        Assemblies = [typeof(Calculator).Assembly.Location],
        Address = address,
    };
}
