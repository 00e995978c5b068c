using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Batches;

public abstract partial class BatchTests
{
    [Fact]
    public async Task Snapshot_HasTheValuesOfTheProperties_InOneRoundTrip()
    {
        IVessel vessel = await CreateAsync();
        vessel.Count = 3;
        vessel.Levels = [.. Enumerable.Range(0, 200_000).Select(i => (double)i)];
        vessel.Inner = await CreateAsync();
        long sent = _client.Statistics.CallsSent;

        IVessel copy = await _client.SnapshotAsync(vessel);

        Assert.Equal(1, _client.Statistics.CallsSent - sent);
        vessel.Count = 4;
        Assert.Equal((3, "vessel", 199_999), (copy.Count, copy.Label, copy.Levels[^1]));
        Assert.Equal(vessel.Inner, copy.Inner);
        Assert.Equal(2, copy.Inner!.Add(2));
        var values = (IObjectSnapshot)copy;
        Assert.Equal(["Count", "Label", "Levels", "Inner", "Left", "Right"], values.Values.Keys);
        Assert.Equal(3, values.Values["Count"]);
        Assert.Equal(_client.ReferenceOf(vessel), values.Reference);
    }

    [Fact]
    public async Task Snapshot_OtherMembers_SayThatItIsACopy()
    {
        IVessel copy = await _client.SnapshotAsync(await CreateAsync());

        Assert.Contains("Add", Assert.Throws<NotSupportedException>(() => copy.Add(1)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => copy.Count = 1);
        Assert.Throws<NotSupportedException>(() => copy["a"]);
        Assert.Throws<NotSupportedException>(() => copy.Emptied += (_, _) => { });
        Assert.StartsWith("snapshot of ", copy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_GivenInPlaceOfItsObject_IsRefused()
    {
        IVessel vessel = await CreateAsync();
        IVessel copy = await _client.SnapshotAsync(vessel);

        var thrown = await Assert.ThrowsAsync<ArgumentEncodingException>(() => vessel.KeepAsync(copy));

        Assert.Contains("snapshot", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, Exported);
    }

    [Fact]
    public async Task Snapshot_TakesItsTurnAmongTheCallsOfItsClient()
    {
        IVessel vessel = await CreateAsync();
        Task<int>[] before = [.. Enumerable.Range(0, 20).Select(_ => vessel.AddAsync(1))];

        Task<IVessel> taking = _client.SnapshotAsync(vessel);
        Task<int>[] after = [.. Enumerable.Range(0, 20).Select(_ => vessel.AddAsync(1))];

        Assert.Equal(20, (await taking.WaitAsync(Guard)).Count);
        await Task.WhenAll([.. before, .. after]).WaitAsync(Guard);
    }

    [Fact]
    public async Task Snapshot_BehindArgumentsInChunks_TakesItsTurnToo()
    {
        IVessel vessel = await CreateAsync();

        Task filling = vessel.FillAsync(new double[400_000]);
        IVessel copy = await _client.SnapshotAsync(vessel).WaitAsync(Guard);

        Assert.Equal(400_000, copy.Levels.Length);
        await filling.WaitAsync(Guard);
    }

    [Fact]
    public async Task Snapshot_OfASerializedObject_SeesNoHalfOfAnUpdate()
    {
        IVessel vessel = await CreateAsync();
        Meeting meeting = Meetings.New();
        Task writing = vessel.SetBothAsync(7, meeting.Name);
        await meeting.Begun.WaitAsync(Guard);

        Task<IVessel> taking = _client.SnapshotAsync(vessel);
        await _client.ListAsync();
        bool waited = !taking.IsCompleted;
        meeting.End();
        IVessel copy = await taking.WaitAsync(Guard);
        await writing.WaitAsync(Guard);

        Assert.True(waited);
        Assert.Equal((7, 7), (copy.Left, copy.Right));
    }

    [Fact]
    public async Task Snapshot_OfReadOnlyProperties_GoesInBesideReaders()
    {
        IGauges gauges = await _client.CreateAsync<IGauges>();
        Meeting meeting = Meetings.New();
        Task looking = gauges.LookAsync(meeting.Name);
        await meeting.Begun.WaitAsync(Guard);

        using IGauges copy = await _client.SnapshotAsync(gauges).WaitAsync(Guard);

        Assert.False(looking.IsCompleted);
        Assert.Equal((1.5, 0.5, "gauges"), (copy.Pressure, copy.Flow, copy.Name));
        Assert.Equal("gauges", (await _client.SnapshotAsync<INamed>(gauges)).Name);
        meeting.End();
        await looking.WaitAsync(Guard);
    }

    [Fact]
    public async Task Snapshot_PropertyThatThrows_IsNamed()
    {
        IGauges gauges = await _client.CreateAsync<IGauges>();
        gauges.Break("the needle is bent");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => _client.SnapshotAsync(gauges));

        Assert.Contains("Pressure", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("the needle is bent", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("gauges", gauges.Name);
    }

    [Fact]
    public async Task Snapshot_CancelledWhileItWaits_IsNotTaken()
    {
        IVessel vessel = await CreateAsync();
        Meeting meeting = Meetings.New();
        Task holding = vessel.HoldAsync(meeting.Name);
        await meeting.Begun.WaitAsync(Guard);
        using var cancel = new CancellationTokenSource();
        Task<IVessel> taking = _client.SnapshotAsync(vessel, cancel.Token);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        meeting.End();
        await holding.WaitAsync(Guard);
    }

    [Fact]
    public async Task Snapshot_OfADynamicProxy_HasTheValuesByName()
    {
        IVessel vessel = await CreateAsync(name: "v1");
        vessel.Count = 5;
        vessel.Inner = vessel;
        object dynamic = await _client.GetDynamicAsync("v1");

        IReadOnlyDictionary<string, object?> values = await _client.SnapshotDynamicAsync(dynamic);

        Assert.Equal((5, "vessel"), (values["Count"], values["Label"]));
        Assert.Equal([1.0, 2.0], (double[])values["Levels"]!);
        Assert.Equal(dynamic, values["Inner"]);
        Assert.Equal(values.Keys, (await _client.SnapshotDynamicAsync(vessel)).Keys);
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SnapshotAsync(dynamic));
    }

    [Fact]
    public async Task Snapshot_OfWhatIsNotThere_SaysSo()
    {
        IVessel vessel = await CreateAsync(name: "v2");
        IVessel released = await CreateAsync();
        await using ObjectClient other = await _server.ConnectAsync();
        IVessel theirs = await other.GetAsync<IVessel>("v2");

        await _client.DeleteAsync("v2");
        await _client.ReleaseAsync(released);

        await Assert.ThrowsAsync<ObjectGoneException>(() => _client.SnapshotAsync(vessel));
        await Assert.ThrowsAsync<ObjectGoneException>(() => _client.SnapshotAsync(released));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SnapshotAsync(theirs));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.SnapshotAsync("no proxy"));
    }
}
