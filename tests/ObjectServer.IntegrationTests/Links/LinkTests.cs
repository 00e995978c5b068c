using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>What must work over every link; one small subclass for each.</summary>
public abstract class LinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    protected virtual bool UnixSocket => false;

    protected virtual bool SocketLink => false;

    protected virtual int BlockingReaders => new ObjectServerOptions().BlockingReaders;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ICalculator, Calculator>(),
            options => options.BlockingReaders = BlockingReaders,
            UnixSocket,
            SocketLink);
        _client = await _server.ConnectAsync();
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
    public async Task Object_Released_IsGone()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        ObjectReference reference = _client.ReferenceOf(calculator);

        await _client.ReleaseAsync(calculator);

        Assert.Throws<ObjectGoneException>(() => calculator.Memory);
        Assert.Throws<ObjectGoneException>(() => _client.Attach<ICalculator>(reference).Memory);
        Assert.Equal(0, _server.Objects.Count);
    }

    private sealed class Listed(List<int> reports) : IProgress<int>
    {
        public void Report(int value) => reports.Add(value);
    }
}
