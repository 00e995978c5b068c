using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

public sealed class KilledClientsOfTheProgramOverTcpTests(ITestOutputHelper output) : KilledClientTests(output)
{
    protected override Task<IServerOfVictims> StartServerAsync() => ProgramServer.StartAsync(unixSocket: false);
}
