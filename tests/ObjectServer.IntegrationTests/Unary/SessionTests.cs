using Grpc.Core;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Sessions of the unary service: tokens, and what ends with them.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Open_OnAServerWithoutAKey_GivesATokenItsLeaseAndTheServersIdentity()
    {
        Guid id = Guid.NewGuid();
        await using TestServer server = await StartAsync(options => (options.ServerId, options.UnaryLease) = (id, TimeSpan.FromSeconds(90)));
        using var client = new UnaryClient(server);

        OpenReply first = await client.Stub.OpenAsync(new OpenRequest { Protocol = 1 }, client.Options);
        OpenReply second = await client.Stub.OpenAsync(new OpenRequest { Protocol = 1 }, client.Options);

        Assert.Equal(64, first.Token.Length);
        Assert.NotEqual(first.Token, second.Token);
        Assert.Equal(90_000u, first.LeaseMs);
        Assert.Equal(id, new Guid(first.Server.Span, bigEndian: true));
        Assert.NotEqual(0u, first.Generation);
        Assert.True(first.Challenge.IsEmpty);
    }

    [Fact]
    public async Task Open_OfAnotherProtocol_IsRefused()
    {
        await using TestServer server = await StartAsync();
        using var client = new UnaryClient(server);

        Failure failure = await Failure.OfAsync(async () => await client.Stub.OpenAsync(new OpenRequest { Protocol = 2 }, client.Options));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.InvalidRequest), (failure.Status, failure.Error.Code));
        Assert.Equal(0, server.UnarySessions.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no token at all")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Token_MissingOrUnknown_IsUnauthenticated(string? token)
    {
        await using TestServer server = await StartAsync();
        using var client = new UnaryClient(server, token);

        Failure failure = await Failure.OfAsync(() => client.CreateAsync("calculator"));

        Assert.Equal((StatusCode.Unauthenticated, ErrorCode.AuthenticationFailed), (failure.Status, failure.Error.Code));
        Assert.Equal(failure.Error.Message, failure.Detail);
        Assert.Equal(0, server.Objects.Count);
    }

    [Fact]
    public async Task Token_WithAnotherSecret_IsUnauthenticated()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        string token = client.Headers.GetValue("objectserver-session")!;
        string forged = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        using var thief = new UnaryClient(server, forged);

        Failure failure = await Failure.OfAsync(() => thief.CreateAsync("calculator"));

        Assert.Equal(StatusCode.Unauthenticated, failure.Status);
        Assert.NotEqual(0u, await client.CreateAsync("calculator"));
    }

    [Fact]
    public async Task Close_OfASession_ReleasesWhatItHoldsAndEndsItsToken()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        await client.CreateAsync("calculator");
        await client.CreateAsync("calculator");

        await client.Stub.CloseAsync(new CloseRequest(), client.Options);

        Assert.Equal(0, server.Objects.Count);
        Assert.Equal(0, server.UnarySessions.Count);
        Failure failure = await Failure.OfAsync(() => client.CreateAsync("calculator"));
        Assert.Equal(StatusCode.Unauthenticated, failure.Status);
    }

    [Fact]
    public async Task Close_OfOneSession_LeavesWhatAnotherHolds()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        using UnaryClient other = await UnaryClient.OpenAsync(server);
        ulong parent = await client.CreateAsync("calculator");
        Value child = await other.InvokeAsync(parent, "Child", WireValues.Text("small"));

        await client.Stub.CloseAsync(new CloseRequest(), client.Options);

        Assert.Equal("small", (await other.GetAsync(child.Reference.Object, "Label")).Text);
        Failure failure = await Failure.OfAsync(() => other.GetAsync(parent, "Label"));
        Assert.Equal((StatusCode.NotFound, ErrorCode.ObjectGone), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Sessions_OfBothKinds_CountTogetherAgainstTheMost()
    {
        await using TestServer server = await StartAsync(options => options.MaxSessions = 2);
        await using ObjectClient linked = await server.ConnectAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);

        Failure failure = await Failure.OfAsync(() => UnaryClient.OpenAsync(server));

        Assert.Equal((StatusCode.ResourceExhausted, ErrorCode.LimitExceeded), (failure.Status, failure.Error.Code));
        Assert.Equal("ObjectServerOptions.MaxSessions", failure.Error.Details["limit"]);
        await client.Stub.CloseAsync(new CloseRequest(), client.Options);
        using UnaryClient next = await UnaryClient.OpenAsync(server);
        Assert.Equal(1, server.UnarySessions.Count);
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerOptions>? configure = null) =>
        TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>(), configure);
}
