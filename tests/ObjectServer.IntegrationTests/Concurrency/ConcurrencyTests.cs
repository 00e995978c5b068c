using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Concurrency;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server
            .AddType<IMeeting, Meeting>("meeting")
            .AddType<IFreeMeeting, FreeMeeting>()
            .AddType<ICalculator, Calculator>());
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task SerializedObject_ManyCallsAtOnce_RunOneByOneInOrderOfArrival()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(meeting.PassAsync)).WaitAsync(Guard);

        Assert.Equal(1, meeting.MostInside);
        Assert.Equal(Enumerable.Range(0, 500), meeting.Passed());
    }

    [Fact]
    public async Task SerializedObject_CallsOfSeveralSessions_LoseNoIncrement()
    {
        ObjectReference reference = _client.ReferenceOf(await _client.CreateAsync<IMeeting>(options: new() { Name = "shared" }));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using ObjectClient other = await _server.ConnectAsync();
            IMeeting meeting = other.Attach<IMeeting>(reference);
            await Task.WhenAll(Enumerable.Range(0, 100).Select(meeting.PassAsync));
        })).WaitAsync(Guard);

        Assert.Equal(400, _client.Attach<IMeeting>(reference).Passed().Count);
    }

    [Fact]
    public async Task ReadOnlyMembers_OfASerializedObject_RunTogether()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => meeting.MeetAsync(8))).WaitAsync(Guard);

        Assert.Equal(0, meeting.Look());
    }

    [Fact]
    public async Task ConcurrentObject_CallsThatWaitForEachOther_Meet()
    {
        IFreeMeeting meeting = await _client.CreateAsync<IFreeMeeting>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => meeting.MeetAsync(8))).WaitAsync(Guard);

        Assert.Equal(1, _server.Objects.Count);
    }

    [Fact]
    public async Task CpuBoundMember_AndWhatItAwaits_RunOnTheLane()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();

        Assert.StartsWith("CPU lane", meeting.ThreadName(), StringComparison.Ordinal);
        Assert.StartsWith("CPU lane", await meeting.ThreadNameAfterAwaitAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherObject_WhileEveryCoreComputes_StillAnswers()
    {
        string name = Guid.NewGuid().ToString();
        int computing = Environment.ProcessorCount * 2;
        Meeting.Releases[name] = new ManualResetEventSlim();
        Meeting.Begun[name] = new CountdownEvent(Environment.ProcessorCount);
        IMeeting[] busy = await Task.WhenAll(Enumerable.Range(0, computing).Select(_ => _client.CreateAsync<IMeeting>()));
        ICalculator calculator = await _client.CreateAsync<ICalculator>(["c", 41]);

        // The signal counts the lane's threads; those beyond them wait in the lane.
        Meeting.Begun[name].AddCount(computing - Environment.ProcessorCount);
        Task[] runs = [.. busy.Select(meeting => meeting.ComputeUntilReleasedAsync(name))];
        Assert.True(SpinWait.SpinUntil(() => Meeting.Begun[name].CurrentCount <= computing - Environment.ProcessorCount, Guard));
        int memory = await Task.Run(() => calculator.Memory).WaitAsync(Guard);
        bool ended = runs.Any(run => run.IsCompleted);
        Meeting.Releases[name].Set();
        await Task.WhenAll(runs).WaitAsync(Guard);

        Assert.Equal(41, memory);
        Assert.False(ended);
    }

    [Fact]
    public async Task SynchronousCalls_OfHundredsOfPoolThreads_AllMakeProgress()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();

        int[] sums = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => calculator.Add(i, 1)))).WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(1, 400), sums);
    }

    [Fact]
    public async Task SynchronousCalls_OfPoolThreadsAgainAndAgain_AllMakeProgress()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        int Sum(int start) => Enumerable.Range(0, 20).Aggregate(start, (sum, _) => calculator.Add(sum, 1));

        int[] sums = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => Sum(i)))).WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(20, 300), sums);
    }

    [Fact]
    public async Task OneWayMember_Called_RunsWithoutTellingItsOutcome()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();

        meeting.Note(1);
        await meeting.NoteAndFailAsync(2);

        Assert.Equal([1, 2], meeting.Passed());
    }

    [Fact]
    public async Task MemberWithATimeout_ThatHangs_FailsWithTimeout()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();

        await Assert.ThrowsAsync<TimeoutException>(() => meeting.HangAsync(CancellationToken.None).WaitAsync(Guard));

        Assert.Equal(0, meeting.MostInside);
    }

    [Fact]
    public async Task WaitingCall_Cancelled_NeverRuns()
    {
        IMeeting meeting = await _client.CreateAsync<IMeeting>();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        Task inside = meeting.HangAsync(first.Token);
        Task behind = meeting.HangAsync(second.Token);

        await second.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind.WaitAsync(Guard));
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => inside.WaitAsync(Guard));
    }
}
