using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>What must work over every link; one small subclass for each.</summary>
public abstract class LinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private const int Often = 200;

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    protected virtual bool UnixSocket => false;

    protected virtual bool SocketLink => false;

    protected virtual bool InProcess => false;

    protected virtual int BlockingReaders => new ObjectServerOptions().BlockingReaders;

    public async Task InitializeAsync()
    {
        _server = InProcess ? await TestServer.StartInProcessAsync(Share) : await TestServer.StartAsync(Share, Configure, UnixSocket, SocketLink);
        _client = await _server.ConnectAsync();

        void Configure(ObjectServerOptions options) => options.BlockingReaders = BlockingReaders;
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Members_OfEveryShape_ReachTheObject()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>(["pocket", 5]);

        calculator.Memory += 2;
        calculator["x"] = 2.5;
        calculator.Label = "desk";

        Assert.Equal(7, calculator.Memory);
        Assert.Equal(2.5, calculator["x"]);
        Assert.Equal("desk", calculator.Label);
        Assert.Equal(3, calculator.Add(1, 2));
        Assert.Equal(3.5, calculator.Add(1.5, 2.0));
        Assert.Equal(12, calculator.Scale(4));
        Assert.Equal(8, calculator.Twice(4));
        Assert.Equal(30, await calculator.AddAsync(10, 20));
        await calculator.StoreAsync(11);
        Assert.Equal(11, calculator.Memory);
        await calculator.ResetAsync();
        Assert.Equal(0, calculator.Memory);
        Assert.Equal("the desk", await calculator.DescribeAsync("the"));
    }

    [Fact]
    public async Task Reference_AsResultAndArgument_IsTheLiveObject()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        ICalculator child = calculator.Child("small");
        child.Memory = 4;
        calculator.Memory = 3;

        Assert.Equal(7, calculator.SumWith(child));
        Assert.True(calculator.IsItself(calculator));
        Assert.False(calculator.IsItself(child));
        Assert.Same(child, await calculator.FindChildAsync("small"));
        Assert.Null(await calculator.FindChildAsync("none"));
        Assert.Equal(child, _client.Attach<ICalculator>(_client.ReferenceOf(child)));
    }

    [Fact]
    public async Task Progress_WhileACallRuns_ArrivesInOrderBeforeItsResult()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        var reports = new List<int>();

        int counted = await calculator.CountAsync(2000, new Listed(reports));

        Assert.Equal(2000, counted);
        Assert.Equal(Enumerable.Range(1, 2000), reports);
    }

    [Fact]
    public async Task Cancellation_OfARunningCall_ReachesTheObject()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        using var cancel = new CancellationTokenSource();
        Task waiting = calculator.WaitAsync(cancel.Token);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task Exception_OfTheObject_ArrivesAsItselfWithTheRemoteStack()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();

        var thrown = Assert.Throws<InvalidOperationException>(() => calculator.Throw("no"));

        Assert.Equal("no", thrown.Message);
        var remote = Assert.IsType<RemoteInvocationException>(thrown.InnerException);
        Assert.Contains(nameof(Calculator.Throw), remote.RemoteStack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickMember_ThatOnceDoesNotComeBack_HoldsNobodyUp()
    {
        IDoor door = await _client.CreateAsync<IDoor>();
        for (int round = 0; round < 3; round++)
        {
            int before = await PassOftenAsync(door);
            door.Shut();

            Task<int>[] standing = [door.PassAsync(), door.PassAsync(), Task.Run(door.Pass)];
            Assert.Equal(before, await Task.Run(() => door.Passed).WaitAsync(Guard));
            await Task.Run(door.Open).WaitAsync(Guard);

            await Task.WhenAll(standing).WaitAsync(Guard);
            Assert.Equal(before + standing.Length, door.Passed);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_OfASlowCallBesideManyQuickOnes_ArrivesWhetherOrNotThereAreMore(bool more)
    {
        IDoor door = await _client.CreateAsync<IDoor>();
        for (int round = 0; round < 5; round++)
        {
            await Task.Run(door.Shut).WaitAsync(Guard);
            Task<int> standing = door.PassAsync();

            // So many that whoever makes them reads for all.
            await Task.Run(() =>
            {
                for (int i = 0; i < Often; i++) Assert.Equal(round, door.Passed);
                door.Open();
                while (more && !standing.IsCompleted) Assert.InRange(door.Passed, round, round + 1);
            }).WaitAsync(Guard);

            Assert.Equal(round + 1, await standing.WaitAsync(Guard));
        }
    }

    [Fact]
    public async Task Continuation_ThatBlocksInACall_GetsItsAnswer()
    {
        IDoor door = await _client.CreateAsync<IDoor>();
        int passed = await Task.Run(async () =>
        {
            for (int round = 0; round < 3; round++)
            {
                // Behind each of these the reading thread itself may go on here.
                await PassOftenAsync(door);
                await door.PassAsync();
                door.Pass();
                await door.PassAsync();
                door.PassAsync().Wait(Guard);
            }

            return door.Passed;
        }).WaitAsync(Guard);

        Assert.Equal(3 * (Often + 4), passed);
    }

    [Fact]
    public async Task Continuations_ThatWaitForOneAnother_AllGoOn()
    {
        IDoor door = await _client.CreateAsync<IDoor>();
        await PassOftenAsync(door);
        using var meeting = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                await door.PassAsync();
                Assert.True(meeting.SignalAndWait(Guard));
            }
        }))).WaitAsync(Guard);

        Assert.Equal(Often + 40, door.Passed);
    }

    [Fact]
    public async Task Callers_OfBothKindsAtOnce_AllGetTheirOwnAnswers()
    {
        const int callers = 16;
        const int calls = 300;
        ICalculator calculator = await _client.CreateAsync<ICalculator>();

        // Threads of their own, and of the pool, and none at all.
        Task[] threads = [.. Enumerable.Range(0, callers).Select(caller => Task.Factory.StartNew(
            () => Enumerable.Range(0, calls).All(i => calculator.Add(caller, i) == caller + i),
            CancellationToken.None,
            caller % 2 == 0 ? TaskCreationOptions.LongRunning : TaskCreationOptions.None,
            TaskScheduler.Default).ContinueWith(all => Assert.True(all.Result), TaskScheduler.Default))];
        Task[] flows = [.. Enumerable.Range(0, callers).Select(async caller =>
        {
            for (int i = 0; i < calls; i++) Assert.Equal(caller + i, await calculator.AddAsync(caller, i).ConfigureAwait(false));
        })];

        await Task.WhenAll([.. threads, .. flows]).WaitAsync(Guard);
    }

    [Fact]
    public async Task SynchronousCallers_MoreThanThereAreCores_AllMakeProgress()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();

        // Each answer may come to a thread that reads for all of them, or hands that on in this very moment.
        Task<int>[] callers = [.. Enumerable.Range(0, 48).Select(caller => Task.Factory.StartNew(
            () => Enumerable.Range(0, 400).Count(i => calculator.Add(caller, i) == caller + i),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        Assert.All(await Task.WhenAll(callers).WaitAsync(Guard), right => Assert.Equal(400, right));
    }

    [Fact]
    public async Task Values_LargerThanAnySocketTakesAtOnce_PassBothWaysBesideSmallCalls()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        IEcho echo = await _client.CreateAsync<IEcho>();
        double[] numbers = [.. Enumerable.Range(0, 100_000).Select(i => i * 0.5)];

        Task<double[]>[] echoes = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => echo.Doubles(numbers)!))];
        for (int i = 0; i < 200; i++) Assert.Equal(i + 1, calculator.Add(i, 1));

        foreach (double[] same in await Task.WhenAll(echoes).WaitAsync(Guard)) Assert.Equal(numbers, same);
    }

    [Fact]
    public async Task SynchronousCall_WithALimit_EndsAtIt()
    {
        await using ObjectClient limited = await _server.ConnectAsync(new ObjectClientOptions { DefaultTimeout = TimeSpan.FromMilliseconds(50) });
        IDoor door = await limited.CreateAsync<IDoor>();
        IDoor unlimited = _client.Attach<IDoor>(limited.ReferenceOf(door));
        unlimited.Shut();

        Assert.Throws<TimeoutException>(() => door.Pass());

        unlimited.Open();
        Assert.True(unlimited.Pass() > 0);
    }

    [Fact]
    public async Task Object_Released_IsGone()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        ObjectReference reference = _client.ReferenceOf(calculator);

        await _client.ReleaseAsync(calculator);

        Assert.Throws<ObjectGoneException>(() => calculator.Memory);
        Assert.Throws<ObjectGoneException>(() => _client.Attach<ICalculator>(reference).Memory);
        Assert.Equal(0, _server.Objects.Count);
    }

    private static void Share(ObjectServerBuilder server) =>
        server.AddType<ICalculator, Calculator>().AddType<IDoor, Door>().AddType<IEcho, Echo>("echo");

    // Enough for both sides to learn that these calls are quick.
    private static async Task<int> PassOftenAsync(IDoor door)
    {
        int passed = 0;
        for (int i = 0; i < Often; i++) passed = await door.PassAsync().ConfigureAwait(false);
        return passed;
    }

    private sealed class Listed(List<int> reports) : IProgress<int>
    {
        public void Report(int value) => reports.Add(value);
    }
}
