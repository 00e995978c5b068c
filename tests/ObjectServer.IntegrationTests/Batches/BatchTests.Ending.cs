using ObjectServer.Client;
using ObjectServer.Client.Session;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Batches;

public abstract partial class BatchTests
{
    [Fact]
    public async Task AtomicBatch_CancelledWhileItWaits_LeavesWhatItHasEntered()
    {
        IVessel free = await CreateAsync();
        IVessel held = await CreateAsync();
        Meeting meeting = Meetings.New();
        Task holding = held.HoldAsync(meeting.Name);
        await meeting.Begun.WaitAsync(Guard);
        using var cancel = new CancellationTokenSource();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> first = batch.Add(free, v => v.Add(1));
        batch.Add(held, v => v.Add(1));
        Task running = batch.RunAsync(cancel.Token);
        Task<int> behind = free.AddAsync(10);
        await _client.ListAsync();
        bool waited = !behind.IsCompleted;

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.True(waited);
        Assert.Equal(10, await behind.WaitAsync(Guard));
        Assert.Equal(BatchCallState.Failed, first.State);
        meeting.End();
        await holding.WaitAsync(Guard);
        Assert.Equal(1, await held.AddAsync(1).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_CancelledWhileItRuns_TellsTheRunningCallAndBeginsNoOther()
    {
        IVessel vessel = await CreateAsync();
        Meeting meeting = Meetings.New();
        using var cancel = new CancellationTokenSource();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> before = batch.Add(vessel, v => v.Add(1));
        BatchResult held = batch.Add(vessel, v => v.HoldAsync(meeting.Name));
        BatchResult<int> behind = batch.Add(vessel, v => v.Add(1));
        Task running = batch.RunAsync(cancel.Token);
        await meeting.Begun.WaitAsync(Guard);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Guard));
        Assert.Equal((1, BatchCallState.Failed, BatchCallState.NotRun), (before.Value, held.State, behind.State));
        Assert.Equal(2, await vessel.AddAsync(1).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_CancelledBeforeItIsSent_IsNotSent()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> added = batch.Add(vessel, v => v.Add(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal((BatchCallState.NotRun, 0), (added.State, vessel.Count));
    }

    [Fact]
    public async Task AtomicBatch_SessionThatEndsWhileItWaits_RunsNothingAndLeaves()
    {
        IVessel free = await CreateAsync(name: "free");
        IVessel held = await CreateAsync(name: "held");
        Meeting meeting = Meetings.New();
        Task holding = held.HoldAsync(meeting.Name);
        await meeting.Begun.WaitAsync(Guard);
        ObjectClient client = await _server.ConnectAsync();
        ObjectBatch batch = client.Batch(Atomic);
        IVessel theirs = await client.GetAsync<IVessel>("free");
        batch.Add(theirs, v => v.Add(1));
        batch.Add(await client.GetAsync<IVessel>("held"), v => v.Add(1));
        Task running = batch.RunAsync();
        Task<int> behind = theirs.AddAsync(100);
        await client.ListAsync();

        await client.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => running.WaitAsync(Guard));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => behind.WaitAsync(Guard));
        Assert.Equal(10, await free.AddAsync(10).WaitAsync(Guard));
        meeting.End();
        await holding.WaitAsync(Guard);
        Assert.Equal(10, await held.AddAsync(10).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_SessionThatEndsWhileItRuns_EndsWithTheRunningCall()
    {
        IVessel first = await CreateAsync(name: "first");
        IVessel second = await CreateAsync(name: "second");
        Meeting meeting = Meetings.New();
        ObjectClient client = await _server.ConnectAsync();
        ObjectBatch batch = client.Batch(Atomic);
        IVessel theirs = await client.GetAsync<IVessel>("first");
        batch.Add(theirs, v => v.Add(1));
        batch.Add(theirs, v => v.HoldAsync(meeting.Name));
        batch.Add(await client.GetAsync<IVessel>("second"), v => v.Add(1));
        Task running = batch.RunAsync();
        await meeting.Begun.WaitAsync(Guard);

        await client.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => running.WaitAsync(Guard));
        Assert.Equal(10, await second.AddAsync(10).WaitAsync(Guard));
        Assert.Equal(11, await first.AddAsync(10).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_BeyondTheTimeLimitOfItsClient_IsCancelled()
    {
        await CreateAsync(name: "slow");
        await using ObjectClient client = await _server.ConnectAsync(new ObjectClientOptions { DefaultTimeout = TimeSpan.FromMilliseconds(300) });
        IVessel vessel = await client.GetAsync<IVessel>("slow");
        ObjectBatch batch = client.Batch(Atomic);
        batch.Add(vessel, v => v.HoldAsync(Meetings.New().Name));

        await Assert.ThrowsAsync<TimeoutException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Equal(1, await (await _client.GetAsync<IVessel>("slow")).AddAsync(1).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_ItsReferences_AreGivenBackWhateverBecomesOfIt()
    {
        IVessel vessel = await CreateAsync(name: "v");
        IVessel gone = await CreateAsync(name: "gone");
        await _client.DeleteAsync("gone");

        async Task RunAsync(params Action<ObjectBatch>[] calls)
        {
            ObjectBatch batch = _client.Batch(Atomic);
            foreach (Action<ObjectBatch> call in calls) call(batch);
            await batch.RunAsync();
        }

        void Ask(ObjectBatch batch) => batch.Add(vessel, v => v.AskAsync(() => Task.FromResult(1)));
        await RunAsync(Ask, Ask);
        await Assert.ThrowsAsync<ObjectGoneException>(() => RunAsync(Ask, batch => batch.Add(gone, v => v.Add(1)), Ask));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Ask, batch => batch.Add(vessel, v => v.Fail("no")), Ask));

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            return Exported == 0;
        });
        Assert.Equal(1, _server.Objects.Count);
    }

    [Fact]
    public async Task AtomicBatch_ProxyReleasedWhileItRuns_KeepsItsObject()
    {
        IVessel held = await CreateAsync();
        IVessel other = await CreateAsync();
        Meeting meeting = Meetings.New();
        ObjectBatch batch = _client.Batch(Atomic);
        batch.Add(held, v => v.HoldAsync(meeting.Name));
        BatchResult<int> added = batch.Add(other, v => v.Add(1));
        Task running = batch.RunAsync();
        await meeting.Begun.WaitAsync(Guard);

        await _client.ReleaseAsync(other);
        meeting.End();
        await running.WaitAsync(Guard);

        Assert.Equal(1, added.Value);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task Batch_OfMoreCallsThanAllowed_IsRefusedByBothSides()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = _client.Batch(Atomic);
        for (int i = 0; i < ObjectBatch.MaxCalls; i++) batch.Add(vessel, v => v.Add(1));
        var calls = new BatchCalls();
        for (int i = 0; i <= ObjectBatch.MaxCalls; i++) calls.Calls.Add(new BatchCall { Object = _client.ReferenceOf(vessel).ObjectId });
        var request = new Request { Batch = new CallBatch { Calls = Google.Protobuf.MessageExtensions.ToByteString(calls) } };

        Assert.Throws<LimitExceededException>(() => batch.Add(vessel, v => v.Add(1)));
        BatchOutcome outcome = await ChainedRequest.SendAsync(_client.Session, request, ValueCodecs.Of<BatchOutcome>(), "", null, CancellationToken.None).WaitAsync(Guard);
        Assert.Equal(ErrorCode.LimitExceeded, outcome.Error.Code);

        await batch.RunAsync().WaitAsync(Guard);
        Assert.Equal(ObjectBatch.MaxCalls, vessel.Count);
    }

    [Fact]
    public async Task Batch_ThatCannotBeRead_IsRefused()
    {
        var request = new Request { Batch = new CallBatch { Calls = Google.Protobuf.ByteString.CopyFrom(0xFF, 0xFF) } };

        await Assert.ThrowsAsync<ProtocolException>(
            () => ChainedRequest.SendAsync(_client.Session, request, ValueCodecs.Of<BatchOutcome>(), "", null, CancellationToken.None).WaitAsync(Guard));

        Assert.NotNull(await CreateAsync());
    }
}
