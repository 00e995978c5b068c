using Google.Protobuf;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.IntegrationTests.Security;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Whoever knows a session's id but not its secret, or comes by a link that is over: refused, and the session does not notice.</summary>
public sealed class StolenSessionTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private KeyServer _server = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, "own secret")]
    [InlineData(SecuredLink.GrpcUnix, "own secret")]
    [InlineData(SecuredLink.Socket, "own secret")]
    [InlineData(SecuredLink.Socket, "the key")]
    [InlineData(SecuredLink.Socket, "nothing")]
    [InlineData(SecuredLink.GrpcTcp, "truncated")]
    [InlineData(SecuredLink.Socket, "of the server")]
    [InlineData(SecuredLink.Socket, "for a lane")]
    [InlineData(SecuredLink.GrpcTcp, "for another session")]
    [InlineData(SecuredLink.Socket, "no such session")]
    [InlineData(SecuredLink.Socket, "half an id")]
    public async Task Session_OfSomebodyElse_IsNotTakenOver(SecuredLink link, string by)
    {
        await using FrameSession rightful = await StartAsync(link);
        await using FrameSession other = await FrameSession.OpenAsync(_server.Server.Connect(), KeyServer.Key).WaitAsync(Guard);
        ByteString id = by switch
        {
            "no such session" => ByteString.CopyFrom(new byte[16]),
            "half an id" => ByteString.CopyFrom(rightful.Welcome.Session.Span[..8]),
            _ => rightful.Welcome.Session,
        };
        byte[] nonce = HandshakeProof.NewNonce();
        await using FrameLane control = await other.OpenAsync(Lane.Control);
        await control.SendAsync(ResumeFrames.First(id, nonce));
        byte[] challenge = (await control.NextAsync().WaitAsync(Guard))!.Welcome.Challenge.ToByteArray();
        var right = HandshakeProof.OfResumption(nonce, challenge, id.Span);

        await control.SendAsync(ResumeFrames.Answer(
            by switch
            {
                "own secret" => right.OfClient(other.Secret),
                "the key" => right.OfClient(HandshakeProof.KeyOf(KeyServer.Key)),
                "nothing" => [],
                "truncated" => right.OfClient(rightful.Secret)[..31],
                "of the server" => right.OfServer(rightful.Secret),
                "for a lane" => HandshakeProof.OfLane(nonce, challenge, id.Span, Lane.Control, 1).OfClient(rightful.Secret),
                "for another session" => HandshakeProof.OfResumption(nonce, challenge, other.Welcome.Session.Span).OfClient(rightful.Secret),
                _ => right.OfClient(rightful.Secret),
            },
            received: 0));

        await AssertRefusedAsync(control, ErrorCode.AuthenticationFailed);
        await AssertUnharmedAsync(rightful);
        await other.AskAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Resumption_ThatWasHeard_IsWorthNothing()
    {
        await using FrameSession session = await StartAsync(SecuredLink.Socket);
        byte[] nonce = HandshakeProof.NewNonce();
        await using FrameLane heardOn = await session.OpenAsync(Lane.Control);
        await heardOn.SendAsync(ResumeFrames.First(session.Welcome.Session, nonce));
        Welcome challenge = (await heardOn.NextAsync())!.Welcome;
        Frame heard = ResumeFrames.Answer(
            HandshakeProof.OfResumption(nonce, challenge.Challenge.Span, session.Welcome.Session.Span).OfClient(session.Secret), session.Control.Received);

        await using FrameLane control = await session.OpenAsync(Lane.Control);
        await control.SendAsync(ResumeFrames.First(session.Welcome.Session, nonce));
        Assert.NotNull((await control.NextAsync().WaitAsync(Guard))!.Welcome);
        await control.SendAsync(heard);

        await AssertRefusedAsync(control, ErrorCode.AuthenticationFailed);
        await AssertUnharmedAsync(session);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, 1u)]
    [InlineData(SecuredLink.GrpcUnix, 1u)]
    [InlineData(SecuredLink.Socket, 1u)]
    [InlineData(SecuredLink.Socket, 3u)]
    [InlineData(SecuredLink.GrpcTcp, 0u)]
    public async Task Lane_OfAnotherLinkThanTheLast_IsRefused(SecuredLink link, uint number)
    {
        await using FrameSession session = await StartAsync(link);
        await session.AskAsync().WaitAsync(Guard);
        await using FrameLane control = await session.OpenAsync(Lane.Control);
        Frame? answer = await ResumeFrames.GreetAsync(control, session.Welcome.Session, session.Secret, session.Control.Received).WaitAsync(Guard);
        Assert.Equal(2u, answer?.Welcome.Link);

        await using FrameLane old = await session.OpenAsync(Lane.Calls);
        await KeyedFrames.AttachAsync(old, session.Welcome, session.Secret, Lane.Calls, number, session.Calls.Received).WaitAsync(Guard);
        await AssertRefusedAsync(old, ErrorCode.Unavailable);

        // The place is still there for the right one.
        await using FrameLane calls = await session.OpenAsync(Lane.Calls);
        await KeyedFrames.AttachAsync(calls, session.Welcome, session.Secret, Lane.Calls, link: 2, session.Calls.Received).WaitAsync(Guard);
        Assert.Equal(Lane.Calls, (await calls.NextAsync().WaitAsync(Guard))!.Attached.Lane);
        await session.AskAsync(calls).WaitAsync(Guard);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, Lane.Calls, "attached already")]
    [InlineData(SecuredLink.Socket, Lane.Calls, "attached already")]
    [InlineData(SecuredLink.Socket, Lane.Control, "cannot")]
    [InlineData(SecuredLink.Socket, (Lane)17, "cannot")]
    internal async Task Lane_ThatIsThereAlreadyOrCannotBe_IsRefused(SecuredLink link, Lane kind, string reason)
    {
        await using FrameSession session = await StartAsync(link);

        await using FrameLane lane = await session.OpenAsync(Lane.Calls);
        await KeyedFrames.AttachAsync(lane, session.Welcome, session.Secret, kind).WaitAsync(Guard);

        Error goodbye = await AssertRefusedAsync(lane, ErrorCode.InvalidRequest);
        Assert.Contains(reason, goodbye.Message.Replace("is not a lane that can", "cannot", StringComparison.Ordinal), StringComparison.Ordinal);
        await AssertUnharmedAsync(session);
    }

    private async Task<FrameSession> StartAsync(SecuredLink link)
    {
        _server = await KeyServer.StartAsync(link);
        return await FrameSession.OpenAsync(_server.Server.Connect(), KeyServer.Key).WaitAsync(Guard);
    }

    private async Task<Error> AssertRefusedAsync(FrameLane lane, ErrorCode code)
    {
        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(code, goodbye?.Code);
        Assert.Contains("refused", Assert.Single(_server.Warnings), StringComparison.Ordinal);
        return goodbye!;
    }

    // By the link and the lanes that it has had all the time.
    private async Task AssertUnharmedAsync(FrameSession session)
    {
        await session.AskAsync().WaitAsync(Guard);
        Assert.Equal(1u, _server.Server.Sessions.Find(session.Welcome.Session.Span)?.Link?.Number);
    }
}
