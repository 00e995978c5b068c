using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

public sealed class KilledClientsOfTheProgramOverUnixTests(ITestOutputHelper output) : KilledClientTests(output)
{
    protected override Task<IServerOfVictims> StartServerAsync() => ProgramServer.StartAsync(unixSocket: true);
}
