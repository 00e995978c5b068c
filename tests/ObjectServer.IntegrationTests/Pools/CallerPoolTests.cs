using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Pools;

/// <summary>Pools over objects of a server.</summary>
public sealed partial class CallerPoolTests : ConnectedTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 100)];

    protected override void Share(ObjectServerBuilder server) => server.AddType<IPooled, Pooled>("pooled").AddType<IPoolHouse, PoolHouse>("pool-house");

    [Fact]
    [Trait("Conformance", "C-073")]
    public async Task Apply_GivesWhatTheCallGives()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        Assert.Equal(25, await pool.ApplyAsync(pooled => pooled.SquareAsync(5)).WaitAsync(Guard));
        Assert.Equal(36, await pool.ApplyAsync(pooled => pooled.SquareAsync(number: 6)).WaitAsync(Guard));
    }

    [Theory]
    [Trait("Conformance", "C-074")]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(1000)]
    public async Task Map_GivesResultsInOrder(int? chunkSize)
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        int[] squares = await pool.MapAsync(Numbers, (pooled, number) => pooled.SquareAsync(number), new PoolJobOptions { ChunkSize = chunkSize }).WaitAsync(Guard);

        Assert.Equal(Numbers.Select(static number => number * number), squares);
    }

    [Fact]
    public async Task Map_CutsItemsAsPythonDoes()
    {
        // 4 callers and 100 items: chunks of 7, which each caller runs in a row.
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new System.Collections.Concurrent.ConcurrentQueue<int>();
        await using CallerPool<object> pool = CallerPool.Over(new object(), 4);

        Task<int[]> all = pool.MapAsync(Numbers, async (_, number) =>
        {
            begun.Enqueue(number);
            if (begun.Count == 4) first.TrySetResult();
            await first.Task;
            return number;
        });
        await first.Task.WaitAsync(Guard);

        Assert.Equal([0, 7, 14, 21], begun.Take(4).Order());
        Assert.Equal(Numbers, await all.WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-075")]
    public async Task StarMap_GivesThePartsAsArguments()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        (int, int)[] pairs = [.. Numbers.Select(static number => (number, 2))];

        Task<int[]> started = pool.StarMapAsync(pairs, async (pooled, left, right) => await pooled.SquareAsync(left) - right);

        Assert.Equal(Numbers.Select(static number => (number * number) - 2), await started);
        Assert.Equal(6, (await pool.StarMapAsync([(1, 2, 3)], (_, one, two, three, _) => Task.FromResult(one * two * three)))[0]);
    }

    [Fact]
    [Trait("Conformance", "C-076")]
    public async Task Telling_CallsExactlyOneOfTheTwo()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        var told = new List<object>();

        await pool.MapAsync(Numbers, (pooled, number) => pooled.SquareAsync(number)).Telling(told.Add, told.Add).WaitAsync(Guard);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => pool.MapAsync([1], (pooled, number) => pooled.LookUpAsync(number, "no")).Telling(told.Add, told.Add).WaitAsync(Guard));

        Assert.Equal(2, told.Count);
        Assert.Equal(Numbers.Select(static number => number * number), Assert.IsType<int[]>(told[0]));
        Assert.IsType<KeyNotFoundException>(told[1]);
    }

    [Fact]
    [Trait("Conformance", "C-077")]
    public async Task ItemThatCannotTravel_IsAnError_AndThePoolGoesOn()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        await Assert.ThrowsAsync<ArgumentEncodingException>(() => pool.MapAsync([new Unwritable()], (pooled, strange) => pooled.TakeAsync(strange)).WaitAsync(Guard));

        Assert.Equal(4, await pool.ApplyAsync(pooled => pooled.SquareAsync(2)).WaitAsync(Guard));
    }

    [Theory]
    [Trait("Conformance", "C-078")]
    [Trait("Conformance", "C-087")]
    [InlineData(null)]
    [InlineData(1)]
    public async Task NoItems_GiveNoResults(int? chunkSize)
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        var options = new PoolJobOptions { ChunkSize = chunkSize };

        Assert.Empty(await pool.MapAsync(Array.Empty<int>(), (pooled, number) => pooled.SquareAsync(number), options).WaitAsync(Guard));
        Assert.Empty(await pool.StarMapAsync(Array.Empty<(int, int)>(), (pooled, number, _) => pooled.SquareAsync(number), options).WaitAsync(Guard));
        Assert.Empty(await pool.MapOrderedAsync(Array.Empty<int>(), (pooled, number) => pooled.SquareAsync(number), options).ToListAsync().AsTask().WaitAsync(Guard));
        Assert.Empty(await pool.MapUnorderedAsync(Array.Empty<int>(), (pooled, number) => pooled.SquareAsync(number), options).ToListAsync().AsTask().WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-079")]
    public async Task ItemsThatFail_FailTheMap_AndThePoolGoesOn()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => pool.MapAsync(Input.FailingAfter(10), (pooled, number) => pooled.SquareAsync(number)).WaitAsync(Guard));

        int[] squares = await pool.MapAsync([1, 2], (pooled, number) => pooled.SquareAsync(number)).WaitAsync(Guard);
        Assert.Equal([1, 4], squares);
    }

    [Fact]
    [Trait("Conformance", "C-089")]
    [Trait("Conformance", "C-090")]
    [Trait("Conformance", "C-095")]
    public async Task Error_IsItself_WithWhereItWasThrown()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        Exception? told = null;

        KeyNotFoundException e = await Assert.ThrowsAsync<KeyNotFoundException>(
            () => pool.ApplyAsync(pooled => pooled.LookUpAsync(1, "nothing there")).Telling(onError: error => told = error));

        Assert.Equal("nothing there", e.Message);
        Assert.Contains("Pooled.LookUpAsync", $"{e}", StringComparison.Ordinal);
        Assert.Same(e, told);
    }

    [Fact]
    [Trait("Conformance", "C-091")]
    public async Task AllErrors_AreTold_AfterAllItemsHaveRun()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        string large = new('x', 1024 * 1024);
        int run = 0;

        AggregateException e = await Assert.ThrowsAsync<AggregateException>(() => pool.MapAsync(
            [1, 2, 3, 4],
            async (pooled, number) =>
            {
                Interlocked.Increment(ref run);
                return await pooled.LookUpAsync(number, large);
            },
            new PoolJobOptions { Errors = PoolErrors.All }).WaitAsync(Guard));
        pool.Close();
        await pool.JoinAsync().WaitAsync(Guard);

        Assert.Equal(4, run);
        Assert.Equal(2, e.InnerExceptions.Count);
        Assert.All(e.InnerExceptions, static inner => Assert.IsType<KeyNotFoundException>(inner));
    }

    [Fact]
    [Trait("Conformance", "C-096")]
    public async Task ResultThatCannotTravel_IsAnErrorForEachItem()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        AggregateException e = await Assert.ThrowsAsync<AggregateException>(() => pool.MapAsync(
            Enumerable.Range(0, 20), (pooled, number) => Task.FromResult(pooled.Unwritable(number)), new PoolJobOptions { Errors = PoolErrors.All }).WaitAsync(Guard));

        Assert.Equal(20, e.InnerExceptions.Count);
        Assert.All(e.InnerExceptions, static inner => Assert.Contains("Unwritable", inner.Message, StringComparison.Ordinal));
        Assert.Equal(4, await pool.ApplyAsync(pooled => pooled.SquareAsync(2)).WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-102")]
    public async Task LargePool_MapsAll()
    {
        await using CallerPool<IPooled> pool = CallerPool.Over(await Client.CreateAsync<IPooled>(), 200);

        int[] squares = await pool.MapAsync(Enumerable.Range(0, 1000), (pooled, number) => pooled.SquareAsync(number)).WaitAsync(Guard);

        Assert.Equal(200, pool.Callers);
        Assert.Equal(Enumerable.Range(0, 1000).Select(static number => number * number), squares);
    }

    [Fact]
    [Trait("Conformance", "C-103")]
    public async Task PoolInTheServer_IsClosedByAnotherProcess()
    {
        IPoolHouse house = await Client.CreateAsync<IPoolHouse>();
        await using VictimProcess other = VictimProcess.Start(PoolClient.ClosingMode, Server.Address, $"{Client.ReferenceOf(house)}");

        Assert.Equal("1 4 9", await other.ReadLineAsync());
        await other.WaitForExitAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.SquareAllAsync([1]));
    }

    private async Task<CallerPool<IPooled>> PoolAsync() => CallerPool.Over(await Client.CreateAsync<IPooled>(), 4);
}
