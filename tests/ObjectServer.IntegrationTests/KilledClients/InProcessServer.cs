using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>The server is part of this process, as it is of an application that hosts it.</summary>
internal sealed class InProcessServer(TestServer server) : IServerOfVictims
{
    // Over TCP nobody can see that a client's process has ended.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public string Address => server.Address;

    public static async Task<IServerOfVictims> StartAsync(bool unixSocket, bool socketLink = false) => new InProcessServer(await TestServer.StartAsync(
        builder => builder.AddType<IHeld, Held>().AddType<ILedger, Ledger>().AddType<ICalculator, Calculator>(),
        options => options.SessionGrace = Grace,
        unixSocket: unixSocket, socketLink: socketLink));

    public async Task<int> StopAsync()
    {
        int sessions = server.Sessions.Count;
        await server.StopAsync();
        return sessions;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
