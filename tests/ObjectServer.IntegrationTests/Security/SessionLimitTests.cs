using System.Net.Sockets;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>How many connections, handshakes and sessions one peer may have.</summary>
public sealed class SessionLimitTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Session_BeyondTheMostOfAnAddress_IsRefused(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link, options => options.MaxSessionsPerAddress = 2);
        await using ObjectClient first = await server.Server.ConnectAsync();
        ObjectClient second = await server.Server.ConnectAsync();

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxSessionsPerAddress), 2, () => server.Server.ConnectAsync());

        await second.DisposeAsync();
        await Eventually.EqualAsync(1, () => server.Server.Sessions.Count);
        await using ObjectClient third = await server.Server.ConnectAsync();
        Assert.Equal(3, (await third.CreateAsync<ICalculator>()).Add(1, 2));
    }

    [Fact]
    public async Task Session_OfTheUnaryService_CountsForItsAddress()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.GrpcTcp, options => options.MaxSessionsPerAddress = 1);
        using UnaryClient first = await UnaryClient.OpenAsync(server.Server);

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxSessionsPerAddress), 1, () => server.Server.ConnectAsync());

        Failure failure = await Failure.OfAsync(() => UnaryClient.OpenAsync(server.Server));
        Assert.Equal("ObjectServerOptions.MaxSessionsPerAddress", failure.Error.Details["limit"]);
        await first.Stub.CloseAsync(new CloseRequest(), first.Options);
        await using ObjectClient second = await server.Server.ConnectAsync();
    }

    [Fact]
    public async Task Session_BeyondTheMostOfAKey_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.GrpcTcp, options =>
        {
            options.AuthKey = KeyServer.Key;
            options.AuthKeys["other"] = "another key";
            options.MaxSessionsPerPrincipal = 1;
        });
        var unnamed = new ObjectClientOptions { AuthKey = KeyServer.Key };
        ObjectClient first = await server.Server.ConnectAsync(unnamed);

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxSessionsPerPrincipal), 1, () => server.Server.ConnectAsync(unnamed));

        using UnaryClient other = await UnaryWithKey.OpenAsync(server.Server, "another key", "other");
        await AssertLimitAsync(
            nameof(ObjectServerOptions.MaxSessionsPerPrincipal), 1, () => server.Server.ConnectAsync(new() { AuthKey = "another key", AuthKeyName = "other" }));
        await first.DisposeAsync();
        await Eventually.EqualAsync(0, () => server.Server.Sessions.Count);
        await (await server.Server.ConnectAsync(unnamed)).DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_BeyondTheMost_IsRefusedUnread(bool ofAddress)
    {
        const int Most = 4;
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, options =>
        {
            if (ofAddress) options.MaxHandshakesPerAddress = Most;
            else options.MaxHandshakes = Most;
        });
        await using (var link = server.Server.Connect())
        {
            var silent = new List<FrameLane>();
            for (int i = 0; i < Most; i++) silent.Add(await FrameSession.OpenAsync(link, Lane.Control));
            await Eventually.EqualAsync(Most, () => server.Server.Handshakes.Taken);

            string option = ofAddress ? nameof(ObjectServerOptions.MaxHandshakesPerAddress) : nameof(ObjectServerOptions.MaxHandshakes);
            await AssertLimitAsync(option, Most, () => server.Server.ConnectAsync());

            Assert.Contains(option, Assert.Single(server.Warnings), StringComparison.Ordinal);
            foreach (FrameLane lane in silent) await lane.DisposeAsync();
        }

        await Eventually.EqualAsync(0, () => server.Server.Handshakes.Taken);
        await using ObjectClient client = await server.Server.ConnectAsync();
        Assert.Equal(0, server.Server.Handshakes.Taken);
    }

    [Fact]
    public async Task Connection_OfTheSocketLinkBeyondTheMost_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, options => options.MaxConnectionsPerAddress = 1);

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxConnectionsPerAddress), 1, () => server.Server.ConnectAsync());

        Assert.Contains("A connection of unix was refused", Assert.Single(server.Warnings), StringComparison.Ordinal);
        await Eventually.EqualAsync(0, () => server.Server.Sessions.Count);
    }

    [Theory]
    [InlineData("--max-connections", "ObjectServerOptions.MaxConnections allows 2")]
    [InlineData("--max-connections-per-address", "ObjectServerOptions.MaxConnectionsPerAddress allows 2")]
    public async Task Connection_OfTheProgramBeyondTheMost_IsClosedInOneLine(string flag, string reason)
    {
        await using RunningProgram server = RunningProgram.Start(["--no-socket", "--url", "http://127.0.0.1:0", flag, "2"]);
        var address = new Uri(await server.WaitUntilReadyAsync());
        using var one = new TcpClient(address.Host, address.Port);
        using var two = new TcpClient(address.Host, address.Port);
        using var three = new TcpClient(address.Host, address.Port);

        Task<int>[] reads = [.. new[] { one, two, three }.Select(ReadAsync)];

        Assert.Equal(0, await await Task.WhenAny(reads).WaitAsync(Guard));
        server.Send(Signals.Terminate);
        ProgramResult result = await server.WaitForExitAsync();
        string line = Assert.Single(result.Errors, error => error.Contains("A connection of 127.0.0.1 was refused", StringComparison.Ordinal));
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task AssertLimitAsync(string option, long limit, Func<Task> request)
    {
        var thrown = await Assert.ThrowsAsync<LimitExceededException>(() => request().WaitAsync(Guard));

        Assert.Equal(($"ObjectServerOptions.{option}", limit, limit + 1), (thrown.LimitName, thrown.Limit, thrown.Requested));
    }
}
