using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.IntegrationTests.Security;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Peers that say they have received what they have not: they lose their own session, with the reason, and nobody else does.</summary>
public sealed class WrongPositionTests : IAsyncLifetime
{
    private const ulong Never = 1UL << 40;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _bystander = null!;
    private ICalculator _calculator = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, Lane.Control, Never)]
    [InlineData(SecuredLink.GrpcUnix, Lane.Calls, Never)]
    [InlineData(SecuredLink.Socket, Lane.Control, ulong.MaxValue)]
    [InlineData(SecuredLink.Socket, Lane.Calls, Never)]
    internal async Task Acknowledgement_OfWhatWasNeverSent_EndsTheSessionThatSaidSo(SecuredLink link, Lane kind, ulong received)
    {
        await using FrameSession session = await StartAsync(link);
        FrameLane lane = kind == Lane.Control ? session.Control : session.Calls;

        await lane.SendAsync(new Frame { Acknowledge = new Acknowledge { Received = received } });

        await AssertEndedAsync(lane);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Acknowledgement_OfLessThanBefore_SaysNothing(SecuredLink link)
    {
        await using FrameSession session = await StartAsync(link);
        await session.AskAsync();

        foreach (ulong received in new[] { session.Calls.Received, 0UL, 1UL, session.Calls.Received })
            await session.Calls.SendAsync(new Frame { Acknowledge = new Acknowledge { Received = received } });

        await session.AskAsync();
        Assert.Equal(2, _server.Sessions.Count);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Peer_ThatAcknowledgesNothing_IsAnsweredAllTheSameAndCanComeBack(SecuredLink link)
    {
        await using FrameSession session = await StartAsync(link);
        for (int i = 0; i < 500; i++) await session.AskAsync();

        // From the very beginning: all of it was kept.
        await using FrameLane control = await session.OpenAsync(Lane.Control);
        Welcome back = (await ResumeFrames.GreetAsync(control, session.Welcome.Session, session.Secret, received: 0).WaitAsync(Guard))!.Welcome;
        await using FrameLane calls = await session.OpenAsync(Lane.Calls);
        await KeyedFrames.AttachAsync(calls, session.Welcome, session.Secret, Lane.Calls, back.Link);
        Assert.NotNull((await calls.NextAsync())!.Attached);
        for (ulong sequence = 1; sequence <= 500; sequence++) Assert.Equal(sequence, (await calls.NextAsync().WaitAsync(Guard))!.Result.Sequence);
        await session.AskAsync(calls);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, Never)]
    [InlineData(SecuredLink.GrpcUnix, Never)]
    [InlineData(SecuredLink.Socket, ulong.MaxValue)]
    public async Task Resumption_FromWhereNothingWasSent_EndsTheSession(SecuredLink link, ulong received)
    {
        await using FrameSession session = await StartAsync(link);

        await using FrameLane control = await session.OpenAsync(Lane.Control);
        Frame? answer = await ResumeFrames.GreetAsync(control, session.Welcome.Session, session.Secret, received).WaitAsync(Guard);

        Assert.NotNull(answer?.Welcome);
        await AssertEndedAsync(control);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Lane_FromBeforeWhatWasAcknowledged_EndsTheSession(SecuredLink link)
    {
        await using FrameSession session = await StartAsync(link);
        await session.AskAsync();
        await session.Calls.SendAsync(new Frame { Acknowledge = new Acknowledge { Received = session.Calls.Received } });
        await session.AskAsync();

        await using FrameLane control = await session.OpenAsync(Lane.Control);
        Welcome back = (await ResumeFrames.GreetAsync(control, session.Welcome.Session, session.Secret, session.Control.Received).WaitAsync(Guard))!.Welcome;
        await using FrameLane calls = await session.OpenAsync(Lane.Calls);
        await KeyedFrames.AttachAsync(calls, session.Welcome, session.Secret, Lane.Calls, back.Link, received: 1);

        Assert.NotNull((await calls.NextAsync().WaitAsync(Guard))!.Attached);
        await AssertEndedAsync(calls);
    }

    private async Task<FrameSession> StartAsync(SecuredLink link)
    {
        // No signs of life: what a test counts as received is what it has asked for.
        _server = await TestServer.StartAsync(
            server => server.AddType<ICalculator, Calculator>(),
            options => options.HeartbeatInterval = TimeSpan.FromHours(1),
            unixSocket: link == SecuredLink.GrpcUnix,
            socketLink: link == SecuredLink.Socket);
        _bystander = await _server.ConnectAsync();
        _calculator = await _bystander.CreateAsync<ICalculator>();
        return await FrameSession.OpenAsync(_server).WaitAsync(Guard);
    }

    private async Task AssertEndedAsync(FrameLane lane)
    {
        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.InvalidRequest, goodbye?.Code);
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        Assert.Equal(3, await _calculator.AddAsync(1, 2).WaitAsync(Guard));
        Assert.Equal(0, _bystander.Statistics.Reconnects);
    }
}
