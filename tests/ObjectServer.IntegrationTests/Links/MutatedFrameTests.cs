using Google.Protobuf;
using ObjectServer.Client;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Members;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>
/// Frames that are changed or cut short on their way to a real server: each is answered by values or a documented error, or ends its own
/// session with a documented reason. Another client's calls go on meanwhile. A failure names the seed and the round, which repeat it.
/// </summary>
public sealed class MutatedFrameTests : IAsyncLifetime
{
    private const int Rounds = 150;
    private const ulong PingNumber = 4711;
    private const string Changed = "changed";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _bystander = null!;
    private ICalculator _calculator = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server
                .AddType<ICalculator, Calculator>()
                .AddType<IEcho, Echo>()
                .AddType<IByRef, ByRef>()
                .AddType<IGenerics, Generics>(),
            options => (options.MaxValueBytes, options.SessionGrace) = (1024 * 1024, TimeSpan.Zero),
            socketLink: true);
        _bystander = await _server.ConnectAsync();
        _calculator = await _bystander.CreateAsync<ICalculator>();
    }

    public async Task DisposeAsync()
    {
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(1, Lane.Calls)]
    [InlineData(2, Lane.Calls)]
    [InlineData(3, Lane.Calls)]
    [InlineData(4, Lane.Control)]
    [InlineData(5, Lane.Bulk)]
    internal async Task Frames_ChangedOrCut_GiveDocumentedErrorsAndHarmNobodyElse(int seed, Lane target)
    {
        using var done = new CancellationTokenSource();
        Task<int> bystander = CallOnAsync(done.Token);
        var random = new Random(seed);
        int answered = 0;

        for (int round = 0; round < Rounds; round++)
        {
            try
            {
                answered += await SendAsync(random, target).WaitAsync(Guard);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Round {round} of seed {seed}: {e.Message}", e);
            }
        }

        await done.CancelAsync();
        Assert.True(await bystander.WaitAsync(Guard) > 0);
        Assert.True(target != Lane.Calls || answered > Rounds);
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
    }

    /// <summary>Sends one changed batch on a session of its own; returns how many results came.</summary>
    private async Task<int> SendAsync(Random random, Lane target)
    {
        using var control = new BareLane(_server.Address, Lane.Control);
        control.Send(new Frame { Hello = new Hello { Protocol = 1, ClientName = Changed } });
        Welcome welcome = (await control.NextAsync())!.Welcome;
        using BareLane calls = await AttachAsync(welcome, Lane.Calls);
        using BareLane bulk = await AttachAsync(welcome, Lane.Bulk);
        BareLane lane = target switch { Lane.Calls => calls, Lane.Bulk => bulk, _ => control };
        ulong id = await CreateAsync(calls);

        byte[] changed = Change(random, Batch(target, id));
        byte[] ping = new FrameBatch { Frames = { new Frame { Ping = new Ping { Number = PingNumber } } } }.ToByteArray();
        byte[] sent = [.. changed, .. ping];
        lane.Send(sent);

        // Where the ping can still be read as one, its answer says that all before it has been taken in.
        List<Frame> seen = [];
        if (EndsWithPing(sent, out bool completes))
        {
            Frame? frame;
            while ((frame = await control.NextAsync()) is not null && frame.Pong?.Number != PingNumber) seen.Add(frame);
            if (completes) await Eventually.SoAsync(() => _server.Sessions.All.All(session => session.ClientName != Changed || session.Running == 0));
        }

        foreach (BareLane one in new[] { bulk, calls, control }) one.FinishSending();
        seen.AddRange([.. await control.RestAsync(), .. await calls.RestAsync(), .. await bulk.RestAsync()]);
        foreach (Frame frame in seen) AssertDocumented(frame);
        return seen.Count(frame => frame.Result is not null);
    }

    private static void AssertDocumented(Frame frame)
    {
        if ((frame.Goodbye ?? frame.Result?.Error) is not { } error) return;
        Assert.True(error.Code != ErrorCode.Unspecified && Enum.IsDefined(error.Code), $"The error has the code {error.Code}.");
        Assert.NotEmpty(error.Message);

        // What no object threw must have a code of its own.
        if (error.Code == ErrorCode.Invocation) Assert.StartsWith("System.", error.ExceptionType, StringComparison.Ordinal);
        Assert.NotEqual("System.NullReferenceException", error.ExceptionType);
        Assert.NotEqual("System.IndexOutOfRangeException", error.ExceptionType);
        Assert.NotEqual("System.InvalidCastException", error.ExceptionType);
    }

    /// <summary>Whether the server can read a ping behind all that was sent.</summary>
    /// <param name="bytes">What was sent.</param>
    /// <param name="completes">All of it then ends by itself: nothing waits for arguments that are announced and never come.</param>
    private static bool EndsWithPing(byte[] bytes, out bool completes)
    {
        completes = true;
        FrameKind last = FrameKind.None;
        try
        {
            var cursor = new FrameCursor(bytes);
            while (cursor.MoveNext())
            {
                last = cursor.Kind;
                completes &= last switch
                {
                    FrameKind.Call => CallFrame.Read(cursor.Body).Transfer == 0,
                    FrameKind.Request => Request.Parser.ParseFrom(cursor.Body) is not ({ Create.Transfer: not 0 } or { Batch.Transfer: not 0 }),
                    _ => true,
                };
            }
        }
        catch (Exception e) when (e is ProtocolException or InvalidProtocolBufferException)
        {
            return false;
        }

        return last == FrameKind.Ping;
    }

    private static byte[] Change(Random random, byte[] bytes)
    {
        byte[] changed = random.Next(4) == 0 ? bytes[..random.Next(1, bytes.Length)] : [.. bytes];
        for (int i = random.Next(1, 6); i > 0; i--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    private static byte[] Batch(Lane lane, ulong id)
    {
        var batch = new FrameBatch();
        batch.Frames.AddRange(lane switch
        {
            Lane.Calls => CallFrames(id),
            Lane.Bulk => [new Frame { Chunk = new Chunk { Transfer = 1, Data = ByteString.CopyFrom(new byte[60]) } }],
            _ =>
            [
                new Frame { Cancel = new Cancel { Sequence = 2 } },
                new Frame { ProgressCredit = new ProgressCredit { Sequence = 1, Reports = 9 } },
                new Frame { TransferCredit = new TransferCredit { Transfer = 1, Bytes = 100 } },
                new Frame { TransferRefusal = new TransferRefusal { Transfer = 2 } },
                new Frame { Acknowledge = new Acknowledge { Received = 1 } },
            ],
        });
        return batch.ToByteArray();
    }

    private static Frame[] CallFrames(ulong id) =>
    [
        Call(2, id, typeof(IGenerics), "Echo", ["System.Double[]"], new Value { Numbers = new NumberArray { Type = ElementType.Double, Lengths = { 2 }, Data = ByteString.CopyFrom(new byte[16]) } }),
        Call(3, id, typeof(IGenerics), "Sum", ["System.Int32"], new Value { Numbers = new NumberArray { Type = ElementType.Int32, Lengths = { 1 }, Data = ByteString.CopyFrom(new byte[4]) } }),
        Call(4, id, typeof(IGenerics), "EchoAsync", ["System.String"], new Value { Text = "later" }, new Value { Boolean = true }),
        new Frame { Request = new Request { Sequence = 5, Create = new CreateObject { Type = "by-ref", Name = "" } } },
        Call(6, id, typeof(IGenerics), "Pair", ["System.String", "System.Nullable<System.Int32>"], new Value { Text = "key" }, new Value { Null = true }),
        new Frame { Request = new Request { Sequence = 7, Describe = new DescribeContract { Type = "generics" } } },
        new Frame { Request = new Request { Sequence = 8, List = new ListObjects { NamePrefix = "no" } } },
        Call(9, id, typeof(IGenerics), "SelfAsync", [], new Value { Boolean = true }),
        new Frame { Request = new Request { Sequence = 10, Snapshot = new SnapshotObject { Object = id, Members = { Id(typeof(IGenerics), "SelfAsync") } } } },
        new Frame { Request = new Request { Sequence = 11, Batch = new CallBatch { Calls = Calls(id) } } },
        new Frame { Release = new Release { Objects = { id }, Counts = { 1 } } },
    ];

    private static ByteString Calls(ulong id)
    {
        var calls = new BatchCalls();
        for (int i = 0; i < 2; i++)
        {
            calls.Calls.Add(new BatchCall
            {
                Object = id,
                Member = Id(typeof(IGenerics), "EchoAsync"),
                Arguments = new ObjectServer.Wire.Values { Items = { new Value { Text = "later" }, new Value { Boolean = true } } }.ToByteString(),
                TypeArguments = { "System.String" },
            });
        }

        return calls.ToByteString();
    }

    private static ulong Id(Type contract, string member) => ContractModel.Of(contract).Members.Single(one => one.Name == member).Id;

    private static Frame Call(ulong sequence, ulong id, Type contract, string member, string[] types, params Value[] arguments) => new()
    {
        Call = new Call
        {
            Sequence = sequence,
            Object = id,
            Member = Id(contract, member),
            Arguments = new ObjectServer.Wire.Values { Items = { arguments } }.ToByteString(),
            TypeArguments = { types },
        },
    };

    private static async Task<ulong> CreateAsync(BareLane calls)
    {
        calls.Send(new Frame { Request = new Request { Sequence = 1, Create = new CreateObject { Type = "generics" } } });
        while (await calls.NextAsync() is { } frame)
        {
            if (frame.Result is { } created) return ObjectServer.Wire.Values.Parser.ParseFrom(created.Values).Items[0].Reference.Object;
        }

        throw new IOException("The server did not create the object.");
    }

    private async Task<BareLane> AttachAsync(Welcome welcome, Lane lane)
    {
        var attached = new BareLane(_server.Address, lane);
        byte[] nonce = HandshakeProof.NewNonce();
        attached.Send(AttachFrames.First(welcome, lane, nonce));
        attached.Send(AttachFrames.Answer(welcome, lane, nonce, (await attached.NextAsync())!.Attached));
        Assert.Equal(lane, (await attached.NextAsync())!.Attached.Lane);
        return attached;
    }

    private async Task<int> CallOnAsync(CancellationToken stop)
    {
        int calls = 0;
        while (!stop.IsCancellationRequested)
        {
            Assert.Equal(calls + 2, await _calculator.AddAsync(calls, 2).WaitAsync(Guard, CancellationToken.None));
            Assert.Equal(calls + 1, _calculator.Add(calls, 1));
            calls++;
        }

        return calls;
    }
}
