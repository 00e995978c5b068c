using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Proxies.Reporting;

/// <summary>Reports of running members: in order, one at a time, before the result, and never after the end of the call.</summary>
public sealed class ProgressTests : ConnectedTests
{
    private readonly Reporter _reporter = new();

    protected override void Share(ObjectServerBuilder server) =>
        server.AddObject<IReporter>("reporter", _reporter, ObjectConcurrency.Concurrent);

    [Fact]
    public async Task Reports_OfASynchronousMember_ComeInOrderBeforeItReturns()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var reports = new List<object?>();

        int counted = reporter.Count(1000, new Collected<int>(reports));

        Assert.Equal(1000, counted);
        Assert.Equal(Enumerable.Range(1, 1000), reports.Cast<int>());
    }

    [Fact]
    public async Task Reports_ToSeveralParameters_ComeEachToItsOwnInOrder()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var all = new List<object?>();

        await reporter.InterleaveAsync(300, new Collected<int>(all), "step", new Collected<string>(all), new Collected<Step>(all));

        Assert.Equal(900, all.Count);
        Assert.Equal(Enumerable.Range(1, 300), all.OfType<int>());
        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"step {i}"), all.OfType<string>());
        Assert.Equal(Enumerable.Range(1, 300), all.OfType<Step>().Select(step => step.Number));
        Assert.Equal([7.0, 3.5], all.OfType<Step>().ElementAt(6).Values);
        Assert.Equal([typeof(int), typeof(string), typeof(Step)], all.Take(3).Select(report => report!.GetType()));
    }

    [Fact]
    public async Task Reports_NobodyWants_AreNotMade()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var texts = new List<object?>();

        await reporter.InterleaveAsync(3, null, "step", new Collected<string>(texts));

        Assert.Equal(["step 1", "step 2", "step 3"], texts);
        Assert.Equal(-1, await reporter.CountAsync(3, null));
    }

    [Fact]
    public async Task Reports_OfObjects_ArriveAsProxies()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var reports = new List<object?>();

        await reporter.ShowAsync(new Collected<IReporter?>(reports), reporter);

        Assert.Equal(3, reports.Count);
        Assert.Same(reporter, reports[0]);
        Assert.Null(reports[1]);
        Assert.Same(reporter, reports[2]);
    }

    [Fact]
    public async Task Reports_BeforeAFailure_AllComeFirst()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var reports = new List<object?>();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => reporter.FailAfterAsync(50, new Collected<int>(reports)));

        Assert.Equal("failed after 50", thrown.Message);
        Assert.Equal(50, reports.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2000)]
    public async Task Handler_ThatThrows_FailsTheCallAndGetsNoFurtherReports(int steps)
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var asynchronous = new Failing(at: 3);
        var synchronous = new Failing(at: 3);

        var fromTask = await Assert.ThrowsAsync<FormatException>(() => reporter.CountAsync(steps, asynchronous).WaitAsync(Guard));
        var fromCall = Assert.Throws<FormatException>(() => reporter.Count(steps, synchronous));

        Assert.Equal("the handler failed at 3", fromTask.Message);
        Assert.Equal("the handler failed at 3", fromCall.Message);
        Assert.Equal((3, 3), (asynchronous.Count, synchronous.Count));
        Assert.Equal(0, Client.Statistics.CallsPending);
        Assert.Equal(2, reporter.Count(2, new Failing(at: 0)));
    }

    [Fact]
    public async Task Member_ThatFailsAfterItsHandler_TellsItsOwnFailure()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");

        await Assert.ThrowsAsync<InvalidOperationException>(() => reporter.FailAfterAsync(5, new Failing(at: 3)).WaitAsync(Guard));
    }

    [Fact]
    public async Task Reports_AfterTheEndOfTheCall_AreIgnoredAndHoldNobodyUp()
    {
        IReporter reporter = await Client.GetAsync<IReporter>("reporter");
        var late = new List<object?>();
        await reporter.KeepAsync(new Collected<int>(late));

        // More than a member may be ahead of its caller.
        await Task.Run(() => _reporter.ReportForKept(1000)).WaitAsync(Guard);

        Assert.Equal(3, await reporter.CountAsync(3, new Collected<int>([])));
        Assert.Empty(late);
    }

    [Fact]
    public async Task Reports_AfterTheTimeLimit_AreIgnored()
    {
        var time = new ManualTimeProvider();
        await using ObjectClient client = await Server.ConnectAsync(
            new ObjectClientOptions { TimeProvider = time, DefaultTimeout = TimeSpan.FromMinutes(5) });
        IReporter reporter = await client.GetAsync<IReporter>("reporter");
        using var blocked = new Blocked(Guard);
        Task call = reporter.ReportWhenToldAsync(blocked);
        await blocked.Entered.Task.WaitAsync(Guard);
        _reporter.Told.SetResult();

        // Its other reports are on the same lane before the answer to a later call.
        await reporter.CountAsync(1, null).WaitAsync(Guard);
        time.Advance(TimeSpan.FromMinutes(6));
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        blocked.Release();
        for (int i = 0; i < 100; i++) await reporter.CountAsync(1, null).WaitAsync(Guard);
        _reporter.Stopped.SetResult();

        Assert.False(blocked.Again.Task.IsCompleted);
    }
}
