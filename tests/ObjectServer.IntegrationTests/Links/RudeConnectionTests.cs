using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>
/// Connections to a Unix socket that do not keep to the protocol: they lose what is theirs, and leave nothing behind. Others are served
/// meanwhile and afterwards.
/// </summary>
public abstract class RudeConnectionTests(int blockingReaders) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    private readonly ManualTimeProvider _clock = new();
    private TestServer _server = null!;
    private ObjectClient _bystander = null!;
    private ICalculator _calculator = null!;
    private int _readers;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ICalculator, Calculator>(),
            options =>
            {
                (options.BlockingReaders, options.HandshakeTimeout, options.SessionGrace) = (blockingReaders, Limit, TimeSpan.Zero);

                // The clients go by another clock.
                options.HeartbeatInterval = TimeSpan.FromHours(1);
            },
            socketLink: true,
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _bystander = await _server.ConnectAsync();
        _calculator = await _bystander.CreateAsync<ICalculator>();
        _readers = _server.SocketLinks.BlockingReaders;
    }

    public async Task DisposeAsync()
    {
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        await Eventually.EqualAsync(_readers, () => _server.SocketLinks.BlockingReaders);
        Assert.Equal(3, await _calculator.AddAsync(1, 2).WaitAsync(Guard));
        await using (ObjectClient another = await _server.ConnectAsync().WaitAsync(Guard)) await another.ListAsync().WaitAsync(Guard);
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0objsrv\u0001")]
    [InlineData("\0objsrv\u0002")]
    [InlineData("\0objsrv\u0003")]
    [InlineData("\0objsrv\u0001\u000A\u0010")]
    [InlineData("\0objsrv\u0002\u000A\u0010")]
    public async Task Connection_ThatGoesSilent_IsDroppedAtTheTimeLimit(string said)
    {
        using var connection = new BareConnection(_server.Address);
        connection.Send(System.Text.Encoding.Latin1.GetBytes(said));
        Task ended = connection.EndedAsync();
        Assert.Equal(3, await _calculator.AddAsync(1, 2).WaitAsync(Guard));
        Assert.False(ended.IsCompleted);

        // When its time began, only the server knows: so the clock runs until it is over.
        await Eventually.SoAsync(() =>
        {
            _clock.Advance(Limit);
            return ended.IsCompleted;
        });

        await ended;
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\0objsr")]
    [InlineData("\0objsrv\0")]
    [InlineData("\0objsrv\u0004")]
    [InlineData("\0garbage")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public async Task Connection_ThatBeginsAsNone_IsDroppedAtOnce(string said)
    {
        using var connection = new BareConnection(_server.Address);

        connection.Send(System.Text.Encoding.Latin1.GetBytes(said));

        await connection.EndedAsync().WaitAsync(Guard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0objsr")]
    [InlineData("\0objsrv\u0001")]
    [InlineData("\0objsrv\u0002")]
    [InlineData("\0objsrv\u0002\u000A\u0010")]
    [InlineData("garbage")]
    [InlineData("\u0007garbage that is longer than what HTTP/2 begins with")]
    public async Task Connection_ThatIsGivenUp_IsDropped(string said)
    {
        using var connection = new BareConnection(_server.Address);
        connection.Send(System.Text.Encoding.Latin1.GetBytes(said));

        connection.FinishSending();

        await connection.EndedAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Protocol_OfAnotherVersion_IsRefusedWithTheReason()
    {
        await using FrameLane lane = await FrameSession.OpenAsync(Link(), Lane.Control);

        await lane.SendAsync(new Frame { Hello = new Hello { Protocol = 99 } });

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Contains("99", goodbye?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FirstFrame_LongerThanTheMost_IsRefusedWithTheReason(bool onCalls)
    {
        await using FrameLane lane = await FrameSession.OpenAsync(Link(), onCalls ? Lane.Calls : Lane.Control);

        await lane.SendAsync(HeadOfTooMuch());

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Contains($"{FrameBatches.MaxHandshakeBytes}", goodbye?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frame_LongerThanTheMost_EndsTheSessionWithTheReason(bool onCalls)
    {
        await using FrameSession session = await FrameSession.OpenAsync(_server);
        FrameLane lane = onCalls ? session.Calls : session.Control;
        FrameLane other = onCalls ? session.Control : session.Calls;

        await lane.SendAsync(HeadOfTooMuch());

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Contains($"{FrameBatches.MaxMessageBytes}", goodbye?.Message, StringComparison.Ordinal);
        await other.GoodbyeAsync().WaitAsync(Guard);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lane_ThatBreaksInsideAFrame_EndsTheSession(bool onCalls)
    {
        await using FrameSession session = await FrameSession.OpenAsync(_server);
        FrameLane lane = onCalls ? session.Calls : session.Control;
        FrameLane other = onCalls ? session.Control : session.Calls;
        byte[] frame = new FrameBatch { Frames = { new Frame { Cancel = new Cancel { Sequence = 1 } } } }.ToByteArray();

        await lane.SendAsync(frame[..^1]);
        await lane.DisposeAsync();

        await other.GoodbyeAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Transfer_AnnouncedTwice_EndsTheSessionWithTheReason()
    {
        await using FrameSession session = await FrameSession.OpenAsync(_server);
        ulong target = _bystander.ReferenceOf(_calculator).ObjectId;
        ulong member = ObjectServer.Contract.ContractModel.Of(typeof(ICalculator)).Members.Single(one => one.Name == "Store").Id;

        await session.Calls.SendAsync(
            new Frame { Call = new Call { Sequence = 1, Object = target, Member = member, Transfer = 1, TransferBytes = 2_000_000 } },
            new Frame { Call = new Call { Sequence = 2, Object = target, Member = member, Transfer = 1, TransferBytes = 2_000_000 } });

        Error? goodbye = await session.Calls.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.InvalidRequest, goodbye?.Code);
    }

    private static byte[] HeadOfTooMuch()
    {
        byte[] head = new byte[1 + Varint.MaxBytes];
        head[0] = FrameSpan.FrameTag;
        int length = 1 + Varint.Write(head.AsSpan(1), FrameBatches.MaxMessageBytes + 1);
        return head[..length];
    }

    private SocketLink Link() => new(LinkAddress.Parse(_server.Address).Path!);

    [Fact]
    public async Task GrpcMessage_WithAFlagThatThereIsNot_MakesNoErrorInTheLog()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/objectserver.v1.Sessions/Link")
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([7, 0, 0, 0, 1, 0]),
        };
        request.Content.Headers.ContentType = new("application/grpc");

        using HttpResponseMessage response = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        byte[] goodbye = await response.Content.ReadAsByteArrayAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.NotEmpty(goodbye);
    }
}
