using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Batches;

public abstract partial class BatchTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_MembersOfEveryShape_HaveTheirResults(bool atomic)
    {
        IVessel vessel = await CreateAsync();
        IVessel other = await CreateAsync("free-vessel");
        long sent = _client.Statistics.CallsSent;
        ObjectBatch batch = _client.Batch(new BatchOptions { Atomic = atomic });

        BatchResult<int> assigned = batch.Add(vessel, v => v.Count = 5);
        BatchResult statement = batch.Add(vessel, v => { v.Label = "new"; });
        BatchResult<int> read = batch.Add(vessel, v => v.Count);
        BatchResult<string> label = batch.Add(vessel, v => v.Label);
        BatchResult<int> added = batch.Add(vessel, v => v.Add(2));
        BatchResult<int> asynchronous = batch.Add(vessel, v => v.AddAsync(3));
        BatchResult<int> later = batch.Add(vessel, v => v.AddLaterAsync(4));
        BatchResult<int> onTheLane = batch.Add(vessel, v => v.AddOnTheLane(5));
        BatchResult<Guid> generic = batch.Add(vessel, v => v.Echo(new Guid(1, 2, 3, new byte[8])));
        batch.Add(vessel, v => v["x"] = 1.5);
        BatchResult<double> indexed = batch.Add(vessel, v => v["x"]);
        batch.Add(vessel, v => v.Inner = other);
        BatchResult<IVessel?> inner = batch.Add(vessel, v => v.Inner);
        BatchResult<IReadOnlyList<int>> log = batch.Add(vessel, v => v.Log());
        BatchResult cleared = batch.Add(vessel, v => v.ClearAsync());
        BatchResult clearedLater = batch.Add(other, v => v.ClearLaterAsync());
        BatchResult<int> othersAdded = batch.Add(other, v => v.Add(9));
        Assert.Equal(BatchCallState.Pending, read.State);
        await batch.RunAsync().WaitAsync(Guard);

        Assert.Equal(atomic ? 1 : batch.Count, _client.Statistics.CallsSent - sent);
        Assert.Equal((5, 5, "new"), (assigned.Value, read.Value, label.Value));
        Assert.Equal((7, 10, 14, 19), (added.Value, asynchronous.Value, later.Value, onTheLane.Value));
        Assert.Equal((new Guid(1, 2, 3, new byte[8]), 1.5), (generic.Value, indexed.Value));
        Assert.Equal(other, inner.Value);
        Assert.Equal([2, 3, 4, 5], log.Value);
        Assert.Equal((0, 9), (vessel.Count, othersAdded.Value));
        Assert.All([statement, cleared, clearedLater], result => Assert.Equal(BatchCallState.Succeeded, result.State));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_ArgumentsAndResultsLargerThanAFrame_Cross(bool atomic)
    {
        IVessel vessel = await CreateAsync();
        double[] numbers = [.. Enumerable.Range(0, 300_000).Select(i => (double)i)];
        ObjectBatch batch = _client.Batch(new BatchOptions { Atomic = atomic });

        batch.Add(vessel, v => v.Levels = numbers);
        BatchResult<double[]> echo = batch.Add(vessel, v => v.Echo(numbers));
        BatchResult<double[]> levels = batch.Add(vessel, v => v.Levels);
        await batch.RunAsync().WaitAsync(Guard);

        Assert.Equal(numbers, echo.Value);
        Assert.Equal(numbers, levels.Value);
    }

    [Fact]
    public async Task PlainBatch_CallThatFails_LeavesTheOthersAlone()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = _client.Batch();
        BatchResult<int> first = batch.Add(vessel, v => v.Add(1));
        BatchResult failed = batch.Add(vessel, v => v.Fail("no"));
        BatchResult<int> last = batch.Add(vessel, v => v.Add(1));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Equal("no", thrown.Message);
        Assert.Equal((1, 2), (first.Value, last.Value));
        Assert.Equal(BatchCallState.Failed, failed.State);
        Assert.Same(thrown, failed.Error);
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(failed.ThrowIfFailed));
    }

    [Fact]
    public async Task PlainBatch_OfMoreCallsThanMayBeUnderWay_RunsThemAllInOrder()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch[] batches = [_client.Batch(), _client.Batch(), _client.Batch()];
        BatchResult<int>[] counts = [.. batches.SelectMany(batch => Enumerable.Range(0, 300).Select(_ => batch.Add(vessel, v => v.AddAsync(1))))];

        await Task.WhenAll(batches.Select(batch => batch.RunAsync())).WaitAsync(Guard);

        Assert.Equal(900, vessel.Count);
        Assert.All(counts.Chunk(300), own => Assert.Equal(own.Select(count => count.Value).Order(), own.Select(count => count.Value)));
    }

    [Fact]
    public async Task PlainBatch_CallsOfDifferentObjects_RunTogether()
    {
        IVessel[] vessels = [await CreateAsync(), await CreateAsync()];
        Meeting[] meetings = [Meetings.New(), Meetings.New()];
        ObjectBatch batch = _client.Batch();
        for (int i = 0; i < vessels.Length; i++)
        {
            string name = meetings[i].Name;
            batch.Add(vessels[i], v => v.HoldAsync(name));
        }

        Task running = batch.RunAsync();
        await Task.WhenAll(meetings.Select(meeting => meeting.Begun)).WaitAsync(Guard);

        foreach (Meeting meeting in meetings) meeting.End();
        await running.WaitAsync(Guard);
    }

    [Fact]
    public async Task PlainBatch_Cancelled_CancelsTheCallsThatHaveNotEnded()
    {
        IVessel vessel = await CreateAsync();
        Meeting meeting = Meetings.New();
        ObjectBatch batch = _client.Batch();
        BatchResult<int> ended = batch.Add(vessel, v => v.Add(1));
        BatchResult held = batch.Add(vessel, v => v.HoldAsync(meeting.Name));
        BatchResult<int> behind = batch.Add(vessel, v => v.Add(1));
        using var cancel = new CancellationTokenSource();
        Task running = batch.RunAsync(cancel.Token);
        await meeting.Begun.WaitAsync(Guard);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Equal(1, ended.Value);
        Assert.Equal(BatchCallState.Failed, held.State);
        Assert.IsAssignableFrom<OperationCanceledException>(behind.Error);
        Assert.Equal(1, vessel.Count);
    }

    [Fact]
    public async Task PlainBatch_ReportsAndTokens_AreThoseOfTheCalls()
    {
        IVessel vessel = await CreateAsync();
        var reported = new List<int>();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        ObjectBatch batch = _client.Batch();
        BatchResult<int> counted = batch.Add(vessel, v => v.CountToAsync(3, new Reports(reported)));
        BatchResult<int> stopped = batch.Add(vessel, v => v.CountToAsync(3, null, cancelled.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Equal(3, counted.Value);
        Assert.Equal([1, 2, 3], reported);
        Assert.IsAssignableFrom<OperationCanceledException>(stopped.Error);
    }

    [Fact]
    public async Task PlainBatch_SessionThatEnds_SaysOfEachCallWhetherItMayHaveRun()
    {
        ObjectClient client = await _server.ConnectAsync();
        IVessel vessel = await client.CreateAsync<IVessel>(options: new CreateOptions { Type = "vessel" });
        Meeting meeting = Meetings.New();
        ObjectBatch batch = client.Batch();
        batch.Add(vessel, v => v.HoldAsync(meeting.Name));
        BatchResult[] others = [.. Enumerable.Range(0, 200).Select(_ => batch.Add(vessel, v => v.Add(1)))];
        Task running = batch.RunAsync();
        await meeting.Begun.WaitAsync(Guard);

        await client.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => running.WaitAsync(Guard));
        Assert.Contains(others, other => other is { State: BatchCallState.Failed, Error: OutcomeUnknownException });
        Assert.Contains(others, other => other is { State: BatchCallState.NotRun, Error: ServerUnavailableException });
    }

    private sealed class Reports(List<int> reported) : IProgress<int>
    {
        public void Report(int value) => reported.Add(value);
    }
}
