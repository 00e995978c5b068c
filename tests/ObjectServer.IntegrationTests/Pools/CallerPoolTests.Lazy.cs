using System.Threading.Channels;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Pools;

public sealed partial class CallerPoolTests
{
    [Theory]
    [Trait("Conformance", "C-082")]
    [InlineData(null)]
    [InlineData(100)]
    public async Task MapOrdered_GivesResultsInOrder(int? chunkSize)
    {
        await using CallerPool<IPooled> pool = await PoolAsync();

        List<int> squares = await pool.MapOrderedAsync(
            Enumerable.Range(0, 1000), (pooled, number) => pooled.SquareAsync(number), new PoolJobOptions { ChunkSize = chunkSize }).ToListAsync().AsTask().WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(0, 1000).Select(static number => number * number), squares);
    }

    [Theory]
    [Trait("Conformance", "C-083")]
    [Trait("Conformance", "C-084")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ItemsThatFail_FailAfterTheResultsOfThoseThatCame(bool isOrdered)
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        var results = new List<int>();

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int result in Lazily(pool, Input.FailingAfter(10), isOrdered)) results.Add(result);
        });

        Assert.Equal(Enumerable.Range(0, 10), isOrdered ? results : results.Order());
        Assert.Equal(4, await pool.ApplyAsync(pooled => pooled.SquareAsync(2)).WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-084")]
    public async Task MapUnordered_GivesEachResultWhenItIsThere()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 2);
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var results = new List<int>();

        await foreach (int result in pool.MapUnorderedAsync(Enumerable.Range(0, 10), async (_, number) =>
        {
            if (number == 0) await last.Task.WaitAsync(Guard);
            return number;
        }))
        {
            results.Add(result);
            if (results.Count == 9) last.SetResult();
        }

        Assert.Equal(0, results[9]);
        Assert.Equal(Enumerable.Range(0, 10), results.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_AreNotReadFurtherAheadThanAllowed(bool isOrdered)
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 2);
        int read = 0;
        int taken = 0;
        IEnumerable<int> Items()
        {
            for (int i = 0; i < 50; i++)
            {
                Assert.True(++read - taken <= 6, $"{read} were read and {taken} taken.");
                yield return i;
            }
        }

        var options = new PoolJobOptions { ReadAhead = 5 };
        Func<object, int, Task<int>> call = static (_, number) => Task.FromResult(number);
        await foreach (int _ in isOrdered ? pool.MapOrderedAsync(Items(), call, options) : pool.MapUnorderedAsync(Items(), call, options)) taken++;

        Assert.Equal((50, 50), (read, taken));
    }

    [Fact]
    public async Task Results_DoNotWaitForItemsThatAreYetToCome()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 2);
        var items = Channel.CreateBounded<int>(1);
        await items.Writer.WriteAsync(7);
        await using IAsyncEnumerator<int> results = pool.MapOrderedAsync(
            items.Reader.ReadAllAsync(), static (_, number, _) => Task.FromResult(number)).GetAsyncEnumerator();

        Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(Guard));
        Assert.Equal(7, results.Current);
        items.Writer.Complete();
        Assert.False(await results.MoveNextAsync().AsTask().WaitAsync(Guard));
    }

    [Fact]
    public async Task ErrorOfAnItem_EndsOrderedResultsInItsPlace()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        var results = new List<int>();

        await Assert.ThrowsAsync<KeyNotFoundException>(async () =>
        {
            await foreach (int result in pool.MapOrderedAsync([0, 2, 4, 5, 6], (pooled, number) => pooled.LookUpAsync(number, "no"))) results.Add(result);
        });

        Assert.Equal([0, 2, 4], results);
    }

    private static IAsyncEnumerable<int> Lazily(CallerPool<IPooled> pool, IEnumerable<int> items, bool isOrdered)
    {
        Func<IPooled, int, Task<int>> call = static async (pooled, number) => (int)Math.Sqrt(await pooled.SquareAsync(number));
        return isOrdered ? pool.MapOrderedAsync(items, call) : pool.MapUnorderedAsync(items, call);
    }
}
