using Google.Protobuf;
using Grpc.Core;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>The two steps of <c>Open</c>.</summary>
public sealed class OpenWithKeyTests
{
    private static readonly byte[] Key = HandshakeProof.KeyOf(KeyServer.Key);

    [Fact]
    public async Task Open_InTwoSteps_GivesATokenAndTheServersProof()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.GrpcTcp);
        using var client = new UnaryClient(server.Server);
        OpenRequest request = Request();
        OpenReply first = await client.Stub.OpenAsync(request, client.Options);
        Assert.Empty(first.Token);

        OpenReply second = await client.Stub.OpenAsync(Answer(request, first), client.Options);

        client.Headers.Add("objectserver-session", second.Token);
        Assert.True(ProofOf(request, first).IsOfServer(Key, second.Proof.Span));
        Assert.NotEqual(0u, await client.CreateAsync("calculator"));
        Assert.Empty(server.Warnings);
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("another key")]
    [InlineData("another challenge")]
    [InlineData("another nonce")]
    [InlineData("the server's proof")]
    [InlineData("used before")]
    [InlineData("too old")]
    public async Task Open_WithAnythingElse_IsUnauthenticatedInOneLine(string what)
    {
        var clock = new ManualTimeProvider();
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.GrpcTcp, clock: clock);
        using var client = new UnaryClient(server.Server);
        OpenRequest request = Request();
        OpenReply first = await client.Stub.OpenAsync(request, client.Options);
        OpenRequest answer = Answer(request, first);
        int sessions = 0;
        switch (what)
        {
            case "no key":
                answer = new OpenRequest { Protocol = 1 };
                break;
            case "another key":
                answer.Proof = ByteString.CopyFrom(ProofOf(request, first).OfClient(HandshakeProof.KeyOf("another key")));
                break;
            case "another challenge":
                answer.Challenge = ByteString.CopyFrom(new byte[first.Challenge.Length]);
                break;
            case "another nonce":
                answer.Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce());
                break;
            case "the server's proof":
                answer.Proof = ByteString.CopyFrom(ProofOf(request, first).OfServer(Key));
                break;
            case "used before":
                await client.Stub.OpenAsync(answer, client.Options);
                sessions = 1;
                break;
            default:
                clock.Advance(TimeSpan.FromSeconds(11));
                break;
        }

        Failure failure = await Failure.OfAsync(async () => await client.Stub.OpenAsync(answer, client.Options));

        Assert.Equal((StatusCode.Unauthenticated, ErrorCode.AuthenticationFailed), (failure.Status, failure.Error.Code));
        Assert.DoesNotContain(KeyServer.Key, Assert.Single(server.Warnings), StringComparison.Ordinal);
        Assert.Equal(sessions, server.Server.UnarySessions.Count);
    }

    private static OpenRequest Request() =>
        new() { Protocol = 1, ClientName = "test", Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce()) };

    private static HandshakeProof ProofOf(OpenRequest request, OpenReply first) =>
        HandshakeProof.OfOpen(request.Nonce.Span, first.Challenge.Span, first.Server.Span, first.Generation, request.KeyName);

    private static OpenRequest Answer(OpenRequest request, OpenReply first) => new(request)
    {
        Challenge = first.Challenge,
        Proof = ByteString.CopyFrom(ProofOf(request, first).OfClient(Key)),
    };
}
