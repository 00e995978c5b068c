using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Cancelling;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>What clients learn of a server that ends: at once, rather than when they have looked for it in vain.</summary>
public sealed class GoodbyeTests
{
    private const int Clients = 40;

    // Shorter than clients look for a server that has gone without a word.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(45);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task StoppingServer_TellsEveryClient(bool unixSocket, bool socketLink)
    {
        TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IPatient, Patient>("patient"), options => options.DrainTimeout = TimeSpan.FromMilliseconds(100), unixSocket, socketLink);
        ObjectClient[] clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => server.ConnectAsync()));
        var running = new List<Task>();
        foreach (ObjectClient client in clients) running.Add((await client.CreateAsync<IPatient>()).WaitAsync(CancellationToken.None));
        await Eventually.EqualAsync(Clients, () => server.Sessions.All.Sum(static session => session.Running));

        await server.DisposeAsync();

        foreach (Task call in running)
        {
            ObjectServerException failure = await Assert.ThrowsAnyAsync<ObjectServerException>(() => call.WaitAsync(Guard));
            Assert.True(failure.ToString().Contains("shut down", StringComparison.Ordinal), failure.ToString());
        }

        foreach (ObjectClient client in clients) await client.DisposeAsync();
    }
}
