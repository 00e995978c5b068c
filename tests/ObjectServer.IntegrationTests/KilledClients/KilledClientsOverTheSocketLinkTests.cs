using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

public sealed class KilledClientsOverTheSocketLinkTests(ITestOutputHelper output) : KilledClientTests(output)
{
    protected override Task<IServerOfVictims> StartServerAsync() => InProcessServer.StartAsync(unixSocket: true, socketLink: true);
}
