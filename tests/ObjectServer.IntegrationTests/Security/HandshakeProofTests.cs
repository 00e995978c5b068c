using Google.Protobuf;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>What somebody without the key can try: use again what was heard, send the other side's own words back, leave steps out.</summary>
public sealed class HandshakeProofTests
{
    private static readonly byte[] Key = HandshakeProof.KeyOf(KeyServer.Key);

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Session_ByTheStepsOfTheDescription_IsOpened()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);

        await using FrameSession session = await FrameSession.OpenAsync(server.Server.Connect(), KeyServer.Key);

        Assert.Empty(server.Warnings);
        Assert.Equal(1, server.Server.Sessions.Count);
    }

    [Fact]
    public async Task Proof_HeardOnAnotherLink_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);
        byte[] nonce = HandshakeProof.NewNonce();
        await using FrameLane first = await LaneAsync(server);
        await first.SendAsync(KeyedFrames.Hello(nonce));
        byte[] heard = KeyedFrames.ProofOf(nonce, (await first.NextAsync())!.Welcome).OfClient(Key);
        await first.SendAsync(KeyedFrames.Answer(heard));
        Assert.NotNull((await first.NextAsync())!.Welcome);

        await using FrameLane second = await LaneAsync(server);
        await second.SendAsync(KeyedFrames.Hello(nonce));
        Assert.NotNull((await second.NextAsync())!.Welcome.Challenge);
        await second.SendAsync(KeyedFrames.Answer(heard));

        await AssertRefusedAsync(server, second);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("truncated")]
    [InlineData("of the server")]
    [InlineData("the secret")]
    [InlineData("for another server")]
    [InlineData("for another key name")]
    [InlineData("for Open")]
    [InlineData("for a lane")]
    [Trait("Conformance", "C-111")]
    public async Task Proof_OfAnythingElse_IsRefused(string what)
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);
        byte[] nonce = HandshakeProof.NewNonce();
        await using FrameLane lane = await LaneAsync(server);
        await lane.SendAsync(KeyedFrames.Hello(nonce));
        Welcome welcome = (await lane.NextAsync())!.Welcome;
        HandshakeProof right = KeyedFrames.ProofOf(nonce, welcome);

        await lane.SendAsync(KeyedFrames.Answer(what switch
        {
            "none" => [],
            "truncated" => right.OfClient(Key)[..31],
            "of the server" => right.OfServer(Key),
            "the secret" => right.Secret(Key),
            "for another server" => HandshakeProof.OfSession(nonce, welcome.Challenge.Span, new byte[16], welcome.Generation, "").OfClient(Key),
            "for another key name" => KeyedFrames.ProofOf(nonce, welcome, "other").OfClient(Key),
            "for Open" => HandshakeProof.OfOpen(nonce, welcome.Challenge.Span, welcome.Server.Span, welcome.Generation, "").OfClient(Key),
            _ => HandshakeProof.OfLane(nonce, welcome.Challenge.Span, welcome.Server.Span, Lane.Control, 1).OfClient(Key),
        }));

        await AssertRefusedAsync(server, lane);
    }

    [Fact]
    public async Task Lane_WithProofsHeardOnAnotherOne_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);
        await using FrameLane control = await LaneAsync(server);
        (Welcome welcome, byte[] secret) = await KeyedFrames.GreetAsync(control, KeyServer.Key);
        Assert.True(welcome.Token.IsEmpty);
        byte[] nonce = HandshakeProof.NewNonce();
        Frame attach = AttachFrames.First(welcome, Lane.Calls, nonce);
        await using FrameLane heardOn = await LaneAsync(server);
        await heardOn.SendAsync(attach);
        Attached challenge = (await heardOn.NextAsync())!.Attached;
        byte[] heard = HandshakeProof.OfLane(nonce, challenge.Challenge.Span, welcome.Session.Span, Lane.Calls, 1).OfClient(secret);

        await using FrameLane lane = await LaneAsync(server);
        await lane.SendAsync(attach);
        Assert.NotNull(await lane.NextAsync());
        await lane.SendAsync(new Frame { Attach = new Attach { Authentication = ByteString.CopyFrom(heard) } });
        Assert.Equal(ErrorCode.AuthenticationFailed, (await lane.GoodbyeAsync().WaitAsync(Guard))?.Code);

        // The lane whose challenge it was takes it.
        await heardOn.SendAsync(new Frame { Attach = new Attach { Authentication = ByteString.CopyFrom(heard) } });
        Assert.Equal(Lane.Calls, (await heardOn.NextAsync())!.Attached.Lane);
    }

    [Fact]
    public async Task WhatComesBeforeTheProof_IsNotDecoded()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);
        await using FrameLane lane = await LaneAsync(server);
        await lane.SendAsync(KeyedFrames.Hello(HandshakeProof.NewNonce()));
        Assert.NotNull((await lane.NextAsync())!.Welcome.Challenge);

        await lane.SendAsync(new Frame { Request = new Request { Sequence = 1, Create = new CreateObject { Type = "calculator" } } });

        Assert.Equal(ErrorCode.InvalidRequest, (await lane.GoodbyeAsync().WaitAsync(Guard))?.Code);
        Assert.Equal(0, server.Server.Objects.Count);
    }

    [Fact]
    public async Task Message_LargerThanAHandshakeTakes_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket);
        await using FrameLane lane = await LaneAsync(server);

        await lane.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = new string('n', 17 * 1024) } });

        Assert.Equal(ErrorCode.LimitExceeded, (await lane.GoodbyeAsync().WaitAsync(Guard))?.Code);
    }

    [Fact]
    public async Task Name_OfAClient_CannotBreakALineOfTheLog()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, _ => { });
        await using FrameLane lane = await LaneAsync(server);

        await lane.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = "me\n2030-01-01 INF Session of root started." } });

        Assert.NotNull((await lane.NextAsync())!.Welcome);
        Assert.Equal("me?2030-01-01 INF Session of root started.", Assert.Single(server.Server.Sessions.All).ClientName);
    }

    [Fact]
    public async Task Handshake_ThatStopsBehindTheChallenge_EndsInTime()
    {
        var clock = new ManualTimeProvider();
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, clock: clock);
        await using FrameLane lane = await LaneAsync(server);
        await lane.SendAsync(KeyedFrames.Hello(HandshakeProof.NewNonce()));
        Assert.NotNull((await lane.NextAsync())!.Welcome.Challenge);

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Null(await lane.NextAsync().WaitAsync(Guard));
        Assert.Contains("did not finish its handshake", Assert.Single(server.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.Socket)]
    public async Task Handshake_ThatEndsBehindTheChallenge_IsOneLine(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link);
        await using (var opened = server.Server.Connect())
        {
            await using FrameLane lane = await FrameSession.OpenAsync(opened, Lane.Control);
            await lane.SendAsync(KeyedFrames.Hello(HandshakeProof.NewNonce()));
            Assert.NotNull((await lane.NextAsync())!.Welcome.Challenge);
        }

        await Eventually.EqualAsync(1, () => server.Warnings.Count);
        Assert.Contains("in the middle of its handshake", Assert.Single(server.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, server.Server.Sessions.Count);
    }

    private static Task<FrameLane> LaneAsync(KeyServer server) => FrameSession.OpenAsync(server.Server.Connect(), Lane.Control);

    private static async Task AssertRefusedAsync(KeyServer server, FrameLane lane)
    {
        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);

        Assert.Equal(ErrorCode.AuthenticationFailed, goodbye?.Code);
        Assert.Contains("refused", Assert.Single(server.Warnings), StringComparison.Ordinal);
        Assert.Equal(0, server.Server.Objects.Count);
    }
}
