using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Batches;

public abstract partial class BatchTests
{
    [Fact]
    public async Task Expect_ManyClientsThatReadAndWrite_LoseNoUpdate()
    {
        const int clients = 4;
        const int updates = 40;
        await CreateAsync(name: "counter");

        int[] conflicts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            await using ObjectClient client = await _server.ConnectAsync();
            IVessel vessel = await client.GetAsync<IVessel>("counter");
            int begunAgain = 0;
            int seen = 0;
            for (int done = 0; done < updates;)
            {
                ObjectBatch batch = client.Batch(Atomic);
                batch.Expect(vessel, v => v.Count, seen);
                batch.Add(vessel, v => v.Count = seen + 1);
                try
                {
                    await batch.RunAsync();
                    seen++;
                    done++;
                }
                catch (BatchConflictException e)
                {
                    seen = (int)e.Actual!;
                    begunAgain++;
                }
            }

            return begunAgain;
        })).WaitAsync(Guard);

        Assert.Equal(clients * updates, (await _client.GetAsync<IVessel>("counter")).Count);
        Assert.True(conflicts.Sum() > 0, "Nobody has met anybody.");
    }

    [Fact]
    public async Task Expect_AnotherResult_EndsTheBatch()
    {
        IVessel vessel = await CreateAsync();
        ObjectBatch batch = _client.Batch(Atomic);
        BatchResult<string> right = batch.Expect(vessel, v => v.Label, "vessel");
        BatchResult<int> wrong = batch.Expect(vessel, v => v.Add(1), 2);
        BatchResult<int> behind = batch.Add(vessel, v => v.Add(1));

        var thrown = await Assert.ThrowsAsync<BatchConflictException>(() => batch.RunAsync().WaitAsync(Guard));

        Assert.Contains("resulted in 1 where 2 was expected", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, thrown.Actual);
        Assert.Equal(("vessel", BatchCallState.Failed, BatchCallState.NotRun), (right.Value, wrong.State, behind.State));
        Assert.Equal(1, vessel.Count);
    }

    [Fact]
    public async Task Expect_ResultsOfEveryKind_AreComparedWhole()
    {
        IVessel vessel = await CreateAsync();
        vessel["x"] = double.NaN;
        ObjectBatch batch = _client.Batch(Atomic);

        batch.Expect(vessel, v => v.Levels, [1, 2]);
        batch.Expect(vessel, v => v["x"], double.NaN);
        batch.Expect(vessel, v => v.Log(), []);
        batch.Expect(vessel, v => v.Echo<string?>(null), null);
        await batch.RunAsync().WaitAsync(Guard);
        ObjectBatch other = _client.Batch(Atomic);
        other.Expect(vessel, v => v.Levels, [1, 3]);

        await Assert.ThrowsAsync<BatchConflictException>(() => other.RunAsync().WaitAsync(Guard));
    }

    [Fact]
    public async Task Expect_WhereItHasNoMeaning_IsRefused()
    {
        IVessel vessel = await CreateAsync();

        Assert.Throws<NotSupportedException>(() => _client.Batch().Expect(vessel, v => v.Count, 0));
        Assert.Throws<NotSupportedException>(() => _client.Batch(Atomic).Expect(vessel, v => v.Inner, null));
        Assert.Throws<NotSupportedException>(() => _client.Batch(Atomic).Expect(vessel, v => v.Count = 1, 1));
    }
}
