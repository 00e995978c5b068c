using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

public sealed class KilledClientsOfTheProgramOverTheSocketLinkTests(ITestOutputHelper output) : KilledClientTests(output)
{
    protected override Task<IServerOfVictims> StartServerAsync() => ProgramServer.StartAsync(unixSocket: true, socketLink: true);
}
