using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

public sealed class KilledClientsOverTcpTests(ITestOutputHelper output) : KilledClientTests(output)
{
    protected override Task<IServerOfVictims> StartServerAsync() => InProcessServer.StartAsync(unixSocket: false);
}
