using Google.Protobuf;
using ObjectServer.Client;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Every bound of a link reached at once, from both sides: nothing locks up, and nothing goes beyond. One subclass for each link.</summary>
public abstract class FlowControlTests(
    bool unixSocket = false, bool socketLink = false, int blockingReaders = 64, bool inProcess = false) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120);

    private const int Places = 12;
    private const int Callbacks = 3;

    // What one value may take, and all that are on their way to one side together.
    private const int Budget = 8 * 1024 * 1024;
    private const int Grains = 3 * 1024 * 1024 / sizeof(double);

    private readonly Mill _mill = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private ObjectClient _bystander = null!;

    public async Task InitializeAsync()
    {
        _server = await StartAsync(Places);
        _client = await _server.ConnectAsync(new ObjectClientOptions { MaxValueBytes = Budget, MaxCallbacks = Callbacks });
        _bystander = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        _mill.LetGo();
        await _client.DisposeAsync();
        await _bystander.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Everything_AtOnceAndBeyondItsBound_EndsAsItShould()
    {
        IMill mill = await _client.GetAsync<IMill>("mill");
        ICalculator own = await _client.CreateAsync<ICalculator>();
        ICalculator others = await _bystander.CreateAsync<ICalculator>();
        SlowListener[] listeners = [.. Enumerable.Range(0, 4).Select(caller => new SlowListener(_mill, caller, others))];

        Task[] all =
        [
            .. listeners.Select((listener, caller) => Task.Run(async () => Assert.Equal(2000, await mill.ReportAsync(2000, caller, listener)))),
            .. Enumerable.Range(0, 16).Select(caller => Task.Run(() => GrindAsync(mill, caller))),
            .. Enumerable.Range(0, 8).Select(caller => Task.Run(() => GrindAndGiveUpAsync(mill, own, caller))),
            .. Enumerable.Range(0, 4).Select(caller => Task.Run(() => AddAsync(own, caller))),
            .. Enumerable.Range(0, 4).Select(caller => Task.Run(() => AddAsync(others, caller))),
        ];
        await Task.WhenAll(all).WaitAsync(Guard);

        Assert.All(listeners, listener => Assert.Equal(2000, listener.Heard));
        Assert.InRange(_mill.MostInside, 1, Places);
        Assert.Equal(0, _client.Statistics.CallsPending);
        await Eventually.SoAsync(() => _server.Sessions.All.All(session => session.Running == 0));
        await NothingIsKeptAsync(mill);
    }

    [Fact]
    public async Task Callbacks_ThatCallBackThemselves_WaitForNoPlaceThatWaitsForThem()
    {
        IMill mill = await _client.GetAsync<IMill>("mill");
        var grinder = new Grinder();

        // Each takes a place at the server, one at the client, and needs another one at the server; each has values that leave room for one
        // more at a time.
        Task[] all =
        [
            .. Enumerable.Range(0, 4 * Places).Select(caller => Task.Run(async () =>
            {
                double[] grain = new double[caller % 4 == 0 ? Grains : 10];
                Array.Fill(grain, caller);
                double[] ground = await mill.LetGrindAsync(grinder, grain);
                Assert.Equal(grain.Length, ground.Length);
                Assert.True(ground.AsSpan().IndexOfAnyExcept(-caller) < 0);
            })),
            .. Enumerable.Range(0, 4).Select(caller => Task.Run(() => GrindAsync(mill, caller))),
        ];
        await Task.WhenAll(all).WaitAsync(Guard);

        Assert.InRange(_mill.MostInside, 1, Places);
        Assert.Equal(0, _client.Statistics.CallsPending);
        await NothingIsKeptAsync(mill);
    }

    [Fact]
    public async Task Calls_MoreThanTheirPlaces_WaitOutsideTheServer()
    {
        IMill mill = await _client.GetAsync<IMill>("mill");
        ICalculator others = await _bystander.CreateAsync<ICalculator>();

        Task[] standing = [.. Enumerable.Range(0, 3 * Places).Select(_ => mill.StandAsync())];
        await Eventually.EqualAsync(Places, () => _mill.Inside);
        await AddAsync(others, 0).WaitAsync(Guard);

        Assert.Equal(Places, _client.Statistics.CallsPending);
        Assert.Equal(Places, _mill.Inside);
        _mill.LetGo();
        await Task.WhenAll(standing).WaitAsync(Guard);
        Assert.Equal(Places, _mill.MostInside);
    }

    [Fact]
    public async Task Reports_OfManyCallsThatNobodyHears_StopAtTheWindowAndHoldNobodyElseUp()
    {
        const int callers = 256;
        const int steps = SlowListener.Window + 44;
        await using TestServer server = await StartAsync(callers);
        await using ObjectClient bystander = await server.ConnectAsync();
        await using FrameSession deaf = await FrameSession.OpenAsync(server);
        ulong target = bystander.ReferenceOf(await bystander.GetAsync<IMill>("mill")).ObjectId;
        await deaf.Calls.SendAsync([.. Enumerable.Range(1, callers).Select(caller => Report(target, caller, steps))]);

        // All stand in their next report, and yet there is somebody to serve others.
        await Eventually.EqualAsync(callers * SlowListener.Window, () => _mill.AllReported);
        await AddAsync(await bystander.CreateAsync<ICalculator>(), 0).WaitAsync(Guard);
        Assert.Equal(callers * SlowListener.Window, _mill.AllReported);

        var heard = new int[callers + 1];
        await HearAsync(deaf, heard, callers * SlowListener.Window).WaitAsync(Guard);
        Assert.All(heard.Skip(1), count => Assert.Equal(SlowListener.Window, count));

        // One place for one of them lets one report through.
        await deaf.Control.SendAsync(new Frame { ProgressCredit = new ProgressCredit { Sequence = 7, Reports = 1 } });
        await HearAsync(deaf, heard, 1).WaitAsync(Guard);
        await Eventually.EqualAsync(callers * SlowListener.Window + 1, () => _mill.AllReported);
        Assert.Equal(SlowListener.Window + 1, heard[7]);

        // Every second one is heard to its end, the others are given up.
        await deaf.Control.SendAsync([.. Enumerable.Range(1, callers).Select(End)]);
        var ended = new HashSet<ulong>();
        while (ended.Count < callers)
        {
            Frame frame = (await deaf.Calls.NextAsync().WaitAsync(Guard))!;
            if (frame.Result is { } result) Assert.True(ended.Add(result.Sequence));
            else heard[frame.Progress.Sequence]++;
        }

        for (int caller = 2; caller <= callers; caller += 2) Assert.Equal(steps, heard[caller]);
    }

    [Fact]
    public async Task Transfers_CancelledAsTheyAreAnnounced_KeepNoRoom()
    {
        const int rounds = 400;
        ulong target = _bystander.ReferenceOf(await _bystander.GetAsync<IMill>("mill")).ObjectId;
        await using FrameSession session = await FrameSession.OpenAsync(_server);
        ulong last = 0;
        for (int round = 0; round < rounds; round++)
        {
            // On two lanes at once: a cancel comes before its call, or behind it, or while it is being taken in.
            ulong[] sequences = [.. Enumerable.Range(0, Places).Select(_ => ++last)];
            Frame[] calls = [.. sequences.Select(sequence => Weigh(target, sequence))];
            Frame[] cancels = [.. sequences.Select(sequence => new Frame { Cancel = new Cancel { Sequence = sequence } })];
            await Task.WhenAll(Task.Run(() => session.Calls.SendAsync(calls)), Task.Run(() => session.Control.SendAsync(cancels))).WaitAsync(Guard);
            for (int i = 0; i < Places; i++) Assert.Equal(ErrorCode.Cancelled, (await session.Calls.NextAsync().WaitAsync(Guard))!.Result.Error.Code);
        }

        await session.Calls.SendAsync(Weigh(target, ++last));

        Frame? frame;
        do frame = await session.Control.NextAsync().WaitAsync(Guard);
        while (frame?.TransferCredit?.Transfer != last);
    }

    private static Frame Weigh(ulong target, ulong sequence) => new()
    {
        Call = new Call
        {
            Sequence = sequence,
            Object = target,
            Member = ContractModel.Of(typeof(IMill)).Members.Single(member => member.Name == nameof(IMill.WeighAsync)).Id,
            Transfer = sequence,
            TransferBytes = Budget,
        },
    };

    private static Frame Report(ulong target, int caller, int steps) => new()
    {
        Call = new Call
        {
            Sequence = (ulong)caller,
            Object = target,
            Member = ContractModel.Of(typeof(IMill)).Members.Single(member => member.Name == nameof(IMill.ReportAsync)).Id,
            Arguments = new Wire.Values
            {
                Items = { WireValues.Integer(steps), WireValues.Integer(caller), new Value { Progress = 2 }, WireValues.Missing },
            }.ToByteString(),
        },
    };

    private static Frame End(int caller) => caller % 2 == 0
        ? new Frame { ProgressCredit = new ProgressCredit { Sequence = (ulong)caller, Reports = SlowListener.Window } }
        : new Frame { Cancel = new Cancel { Sequence = (ulong)caller } };

    private static async Task HearAsync(FrameSession session, int[] heard, int count)
    {
        for (int i = 0; i < count; i++) heard[(await session.Calls.NextAsync())!.Progress.Sequence]++;
    }

    private static async Task GrindAsync(IMill mill, int caller)
    {
        for (int round = 1; round <= 3; round++) await GrindOnceAsync(mill, (caller * 10) + round, CancellationToken.None);
    }

    // A call that is given up ends by that or with its result, as it comes, and holds nothing either way.
    private static async Task GrindAndGiveUpAsync(IMill mill, ICalculator calculator, int caller)
    {
        for (int round = 1; round <= 6; round++)
        {
            using var cancel = new CancellationTokenSource();
            Task call = GrindOnceAsync(mill, (caller * 10) + round, cancel.Token);
            if ((caller + round) % 3 > 0) await calculator.AddAsync(caller, round);
            if ((caller + round) % 3 > 1) await calculator.AddAsync(caller, round);
            await cancel.CancelAsync();
            try
            {
                await call;
            }
            catch (OperationCanceledException e)
            {
                Assert.Equal(cancel.Token, e.CancellationToken);
            }
        }
    }

    private static async Task GrindOnceAsync(IMill mill, int number, CancellationToken cancel)
    {
        double[] grain = new double[Grains];
        Array.Fill(grain, number);
        (grain[0], grain[^1]) = (1, 2);
        double[] ground = await mill.GrindAsync(grain, cancel);
        Assert.Equal(Grains, ground.Length);
        Assert.Equal((-1, -2), (ground[0], ground[^1]));
        Assert.True(ground.AsSpan(1, Grains - 2).IndexOfAnyExcept(-number) < 0);
    }

    private static async Task AddAsync(ICalculator calculator, int caller)
    {
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(caller + i, await calculator.AddAsync(caller, i));
            Assert.Equal(caller + i, calculator.Add(caller, i));
        }
    }

    // A value that takes the whole budget passes only when no other has kept a part of it, and all places are taken at once only when
    // none is lost.
    private async Task NothingIsKeptAsync(IMill mill)
    {
        const int whole = (Budget - 64) / sizeof(double);
        Assert.Equal(whole, (await mill.FillAsync(whole).WaitAsync(Guard)).Length);
        Assert.Equal(whole, await mill.WeighAsync(new double[whole]).WaitAsync(Guard));
        Task[] standing = [.. Enumerable.Range(0, Places).Select(_ => mill.StandAsync())];
        await Eventually.EqualAsync(Places, () => _mill.Inside);
        _mill.LetGo();
        await Task.WhenAll(standing).WaitAsync(Guard);
    }

    private Task<TestServer> StartAsync(int places)
    {
        return inProcess ? TestServer.StartInProcessAsync(Share, Configure) : TestServer.StartAsync(Share, Configure, unixSocket, socketLink);

        void Share(ObjectServerBuilder server) =>
            server.AddType<ICalculator, Calculator>().AddObject<IMill>("mill", _mill, ObjectConcurrency.Concurrent);

        void Configure(ObjectServerOptions options) =>
            (options.MaxCallsPerSession, options.MaxValueBytes, options.BlockingReaders) = (places, Budget, blockingReaders);
    }
}
