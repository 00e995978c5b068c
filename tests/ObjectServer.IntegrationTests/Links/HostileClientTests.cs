using Google.Protobuf;
using Grpc.Net.Client;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Clients that do not keep to the protocol: they lose their own session and nothing else.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _bystander = null!;
    private ICalculator _calculator = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ICalculator, Calculator>(), options => options.SessionGrace = TimeSpan.Zero);
        _bystander = await _server.ConnectAsync();
        _calculator = await _bystander.CreateAsync<ICalculator>();
        _channel = GrpcChannel.ForAddress(_server.Address);
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(3, await _calculator.AddAsync(1, 2).WaitAsync(Guard));
        _channel.Dispose();
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task FirstFrame_OfAnotherKind_IsRefusedWithTheReason()
    {
        using var lane = new RawLane(_channel);

        await lane.SendAsync(new Frame { Call = new Call { Sequence = 1 } });

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.InvalidRequest, goodbye?.Code);
    }

    [Fact]
    public async Task Attach_WithAWrongSecret_IsRefused()
    {
        using var control = new RawLane(_channel);
        Welcome welcome = await HelloAsync(control);
        using var lane = new RawLane(_channel);

        byte[] nonce = HandshakeProof.NewNonce();
        await lane.SendAsync(AttachFrames.First(welcome, Lane.Calls, nonce));
        Attached challenge = (await lane.ReadAsync().WaitAsync(Guard))!.Frames[0].Attached;
        await lane.SendAsync(AttachFrames.Answer(welcome, Lane.Calls, nonce, challenge, secret: new byte[32]));

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.AuthenticationFailed, goodbye?.Code);
    }

    [Fact]
    public async Task Protocol_OfAnotherVersion_IsRefused()
    {
        using var lane = new RawLane(_channel);

        await lane.SendAsync(new Frame { Hello = new Hello { Protocol = 99 } });

        Error? goodbye = await lane.GoodbyeAsync().WaitAsync(Guard);
        Assert.Contains("99", goodbye?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequence_ThatSkips_EndsTheSession()
    {
        using var control = new RawLane(_channel);
        Welcome welcome = await HelloAsync(control);
        using RawLane calls = await AttachAsync(welcome);

        await calls.SendAsync(new Frame { Call = new Call { Sequence = 5, Object = 1 } });

        Error? goodbye = await calls.GoodbyeAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.InvalidRequest, goodbye?.Code);
    }

    [Fact]
    public async Task Transfer_DeclaredBeyondTheLimit_IsRefusedAndTheSessionGoesOn()
    {
        using var control = new RawLane(_channel);
        using RawLane calls = await AttachAsync(await HelloAsync(control));
        ulong member = ObjectServer.Contract.ContractModel.Of(typeof(ICalculator)).Members.Single(one => one.Name == "Store").Id;

        await calls.SendAsync(
            new Frame { Call = new Call { Sequence = 1, Object = 1, Member = member, Transfer = 1, TransferBytes = 1UL << 50 } },
            new Frame { Call = new Call { Sequence = 2, Object = 77 } });

        var results = new List<Result>();
        while (results.Count < 2) results.AddRange((await calls.ReadAsync().WaitAsync(Guard))!.Frames.Select(frame => frame.Result));
        Assert.Equal([ErrorCode.LimitExceeded, ErrorCode.ObjectGone], results.Select(result => result.Error.Code));
    }

    [Fact]
    public async Task Bytes_ChangedAtRandom_HarmNobodyElse()
    {
        var random = new Random(20260101);
        byte[] call = new FrameBatch
        {
            Frames =
            {
                new Frame { Call = new Call { Sequence = 1, Object = 1, Member = 5, Arguments = ByteString.CopyFrom(new byte[30]) } },
                new Frame { Request = new Request { Sequence = 2, Create = new CreateObject { Type = "calculator" } } },
                new Frame { Release = new Release { Objects = { 1, 2 }, Counts = { 1, 1 } } },
                new Frame { Cancel = new Cancel { Sequence = 3 } },
            },
        }.ToByteArray();

        for (int round = 0; round < 200; round++)
        {
            // A connection of its own: the web server calms down one whose streams end too fast.
            using GrpcChannel channel = GrpcChannel.ForAddress(_server.Address);
            using var control = new RawLane(channel);
            using RawLane calls = await AttachAsync(await HelloAsync(control), channel);
            byte[] changed = [.. call];
            for (int i = 0; i < 5; i++) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            RawLane lane = round % 2 == 0 ? calls : control;
            await lane.SendAsync(changed[..random.Next(1, changed.Length + 1)]);
            Assert.Equal(3, await _calculator.AddAsync(1, 2).WaitAsync(Guard));
        }

        Assert.NotNull(_server.Objects.Find(1));
    }

    private static async Task<Welcome> HelloAsync(RawLane control)
    {
        await control.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = "raw" } });
        FrameBatch? answer = await control.ReadAsync().WaitAsync(Guard);
        return answer!.Frames[0].Welcome;
    }

    private async Task<RawLane> AttachAsync(Welcome welcome, GrpcChannel? channel = null)
    {
        var lane = new RawLane(channel ?? _channel);
        byte[] nonce = HandshakeProof.NewNonce();
        await lane.SendAsync(AttachFrames.First(welcome, Lane.Calls, nonce));
        Attached challenge = (await lane.ReadAsync().WaitAsync(Guard))!.Frames[0].Attached;
        await lane.SendAsync(AttachFrames.Answer(welcome, Lane.Calls, nonce, challenge));
        FrameBatch? answer = await lane.ReadAsync().WaitAsync(Guard);
        Assert.Equal(Lane.Calls, answer!.Frames[0].Attached.Lane);
        return lane;
    }
}
