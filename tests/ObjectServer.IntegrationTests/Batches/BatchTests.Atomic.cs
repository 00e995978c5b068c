using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Batches;

public abstract partial class BatchTests
{
    [Fact]
    public async Task AtomicBatch_ManyClients_LoseNoUpdate()
    {
        const int clients = 4;
        const int updates = 40;
        await CreateAsync(name: "shared");

        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            await using ObjectClient client = await _server.ConnectAsync();
            IVessel vessel = await client.GetAsync<IVessel>("shared");
            for (int i = 0; i < updates; i++)
            {
                // Each half is a call of its own, and gives others the time to come between them.
                ObjectBatch batch = client.Batch(Atomic);
                batch.Add(vessel, v => v.LoadAsync());
                batch.Add(vessel, v => v.StoreAsync());
                await batch.RunAsync();
            }
        })).WaitAsync(Guard);

        Assert.Equal(clients * updates, (await _client.GetAsync<IVessel>("shared")).Count);
    }

    [Fact]
    public async Task AtomicBatches_OfTheSameObjectsInOppositeOrders_NeverWaitForEachOther()
    {
        string[] names = ["a", "b", "c"];
        foreach (string name in names) await CreateAsync(name: name);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            await using ObjectClient client = await _server.ConnectAsync();
            IVessel[] vessels = await Task.WhenAll((number % 2 == 0 ? names : names.Reverse()).Select(name => client.GetAsync<IVessel>(name)));
            for (int i = 0; i < 30; i++)
            {
                ObjectBatch batch = client.Batch(Atomic);
                foreach (IVessel vessel in vessels) batch.Add(vessel, v => v.AddAsync(1));
                await batch.RunAsync();
            }
        })).WaitAsync(Guard);

        foreach (string name in names) Assert.Equal(180, (await _client.GetAsync<IVessel>(name)).Count);
    }

    [Fact]
    public async Task AtomicBatch_WhileItRuns_NobodyElseIsInItsObjects()
    {
        IVessel first = await CreateAsync();
        IVessel second = await CreateAsync();
        Meeting meeting = Meetings.New();
        ObjectBatch batch = _client.Batch(Atomic);
        batch.Add(first, v => v.Add(1));
        batch.Add(first, v => v.HoldAsync(meeting.Name));
        batch.Add(second, v => v.Add(-1));
        Task running = batch.RunAsync();
        await meeting.Begun.WaitAsync(Guard);

        Task<int> ofFirst = first.AddAsync(10);
        Task<int> ofSecond = second.AddAsync(10);
        await _client.ListAsync();
        bool anyWentIn = ofFirst.IsCompleted || ofSecond.IsCompleted;
        meeting.End();
        await running.WaitAsync(Guard);

        Assert.False(anyWentIn);
        Assert.Equal((11, 9), (await ofFirst.WaitAsync(Guard), await ofSecond.WaitAsync(Guard)));
        Assert.Equal([-1, 10], second.Log());
    }

    [Fact]
    public async Task AtomicBatch_TakesItsTurnAmongTheCallsOfItsClient()
    {
        IVessel first = await CreateAsync();
        IVessel second = await CreateAsync();
        Task before = Task.WhenAll(first.AddAsync(1), first.AddAsync(2), second.AddAsync(1));
        ObjectBatch batch = _client.Batch(Atomic);
        batch.Add(second, v => v.AddAsync(3));
        batch.Add(first, v => v.AddAsync(3));

        Task running = batch.RunAsync();
        Task after = Task.WhenAll(first.AddAsync(4), second.AddAsync(4));
        await Task.WhenAll(before, running, after).WaitAsync(Guard);

        Assert.Equal([1, 2, 3, 4], first.Log());
        Assert.Equal([1, 3, 4], second.Log());
    }

    [Fact]
    public async Task AtomicBatch_BehindArgumentsInChunks_TakesItsTurnToo()
    {
        IVessel first = await CreateAsync();
        IVessel second = await CreateAsync();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<double[]> ofFirst = batch.Add(first, v => v.Levels);
        BatchResult<double[]> ofSecond = batch.Add(second, v => v.Levels);
        batch.Add(first, v => v.Add(1));

        Task filling = Task.WhenAll(first.FillAsync(new double[400_000]), second.FillAsync(new double[300_000]));
        Task running = batch.RunAsync();
        Task after = first.AddAsync(2);
        await Task.WhenAll(filling, running, after).WaitAsync(Guard);

        Assert.Equal((400_000, 300_000), (ofFirst.Value.Length, ofSecond.Value.Length));
        Assert.Equal([1, 2], first.Log());
    }

    [Fact]
    public async Task AtomicBatch_CallThatFails_EndsItAndUndoesNothing()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> first = batch.Add(vessel, v => v.Add(1));
        BatchResult failed = batch.Add(vessel, v => v.Fail("no"));
        BatchResult<int> last = batch.Add(vessel, v => v.Add(1));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Equal("no", thrown.Message);
        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
        Assert.Equal((1, 1), (first.Value, vessel.Count));
        Assert.Same(thrown, failed.Error);
        Assert.Equal(BatchCallState.NotRun, last.State);
        Assert.Contains("did not run", Assert.Throws<InvalidOperationException>(() => last.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AtomicBatch_OfAnObjectThatHasGone_RunsNothing()
    {
        IVessel vessel = await CreateAsync();
        IVessel gone = await CreateAsync(name: "gone");
        await _client.DeleteAsync("gone");
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> first = batch.Add(vessel, v => v.Add(1));
        BatchResult<int> second = batch.Add(gone, v => v.Add(1));

        await Assert.ThrowsAsync<ObjectGoneException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Equal((BatchCallState.NotRun, BatchCallState.Failed, 0), (first.State, second.State, vessel.Count));
    }

    [Fact]
    public async Task AtomicBatch_MemberThatCallsASerializedObjectOutside_IsRefused()
    {
        IVessel inside = await CreateAsync();
        IVessel outside = await CreateAsync();
        Meeting meeting = Meetings.New();
        Task holding = outside.HoldAsync(meeting.Name);
        await meeting.Begun.WaitAsync(Guard);
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> asked = batch.Add(inside, v => v.AskAsync(() => outside.AddAsync(1)));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Contains("atomic batch", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(BatchCallState.Failed, asked.State);
        meeting.End();
        await holding.WaitAsync(Guard);
        Assert.Equal(0, outside.Count);
    }

    [Fact]
    public async Task AtomicBatch_MemberThatAsksForABatchOrSnapshotOutside_IsRefused()
    {
        IVessel inside = await CreateAsync();
        IVessel outside = await CreateAsync();

        async Task<int> Snapshot() => (await _client.SnapshotAsync(outside)).Count;
        async Task<int> Batch()
        {
            ObjectBatch inner = _client.Batch(Atomic);
            BatchResult<int> added = inner.Add(outside, v => v.Add(1));
            await inner.RunAsync();
            return added.Value;
        }

        foreach (Func<Task<int>> ask in new[] { Snapshot, Batch })
        {
            ObjectBatch batch = _client.Batch(Atomic);
            batch.Add(inside, v => v.AskAsync(ask));
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => batch.RunAsync().WaitAsync(Guard));
            Assert.Contains("atomic batch", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, outside.Count);
    }

    [Fact]
    public async Task AtomicBatch_MembersThatCallItsObjectsAndConcurrentOnes_GoOn()
    {
        IVessel first = await CreateAsync();
        IVessel second = await CreateAsync();
        IVessel free = await CreateAsync("free-vessel");
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<int> ofSecond = batch.Add(first, v => v.AskAsync(() => second.AddAsync(2)));
        BatchResult<int> ofItself = batch.Add(first, v => v.AskAsync(() => first.AddAsync(1)));
        BatchResult<int> ofFree = batch.Add(second, v => v.AskAsync(() => free.AddAsync(3)));
        BatchResult<int> nested = batch.Add(second, v => v.AskAsync(async () =>
        {
            ObjectBatch inner = _client.Batch(Atomic);
            BatchResult<int> added = inner.Add(first, x => x.Add(5));
            await inner.RunAsync();
            return added.Value + (await _client.SnapshotAsync(second)).Count;
        }));
        await batch.RunAsync().WaitAsync(Guard);

        Assert.Equal((2, 1, 3, 8), (ofSecond.Value, ofItself.Value, ofFree.Value, nested.Value));
        Assert.Equal(7, await first.AddAsync(1).WaitAsync(Guard));
    }

    [Fact]
    public async Task AtomicBatch_MadeByARunningCall_EntersTheObjectsOfItsChain()
    {
        IVessel first = await CreateAsync();
        IVessel second = await CreateAsync();

        int sum = await first.AskAsync(async () =>
        {
            ObjectBatch batch = _client.Batch(Atomic);
            BatchResult<int> ofFirst = batch.Add(first, v => v.AddAsync(1));
            BatchResult<int> ofSecond = batch.Add(second, v => v.AskAsync(() => first.AddAsync(1)));
            await batch.RunAsync();
            return ofFirst.Value + ofSecond.Value;
        }).WaitAsync(Guard);

        Assert.Equal(3, sum);
        Assert.Equal((3, 1), (await first.AddAsync(1).WaitAsync(Guard), await second.AddAsync(1).WaitAsync(Guard)));
    }

    [Fact]
    public async Task AtomicBatches_OfReadOnlyMembers_RunTogether()
    {
        IVessel vessel = await CreateAsync();
        Meeting[] meetings = [Meetings.New(), Meetings.New()];
        Task running = Task.WhenAll(meetings.Select(meeting =>
        {
            ObjectBatch batch = _client.Batch(Atomic);
            batch.Add(vessel, v => v.LookAsync(meeting.Name));
            return batch.RunAsync();
        }));

        await Task.WhenAll(meetings.Select(meeting => meeting.Begun)).WaitAsync(Guard);

        foreach (Meeting meeting in meetings) meeting.End();
        await running.WaitAsync(Guard);
    }
}
