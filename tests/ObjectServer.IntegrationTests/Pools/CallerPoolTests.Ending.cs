using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Pools;

public sealed partial class CallerPoolTests
{
    [Fact]
    [Trait("Conformance", "C-080")]
    [Trait("Conformance", "C-081")]
    public async Task Job_IsAwaited_ForAsLongAsOneWants()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object());
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<int> job = pool.ApplyAsync(_ => gate.Task);

        await Assert.ThrowsAsync<TimeoutException>(() => job.WaitAsync(TimeSpan.FromMilliseconds(20)));
        gate.SetResult(5);
        Assert.Equal(5, await job.WaitAsync(Guard));
    }

    [Theory]
    [Trait("Conformance", "C-085")]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task PoolWithoutCallers_IsRefused(int callers)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CallerPool.Over(new object(), callers));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallerPool.StartAsync(new WorkerPoolOptions<IPooled> { Class = typeof(Pooled) }, callers));
        await using CallerPool<object> pool = CallerPool.Over(new object(), 1);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => pool.MapAsync([1], static (_, number) => Task.FromResult(number), new PoolJobOptions { ChunkSize = callers }));
    }

    [Fact]
    [Trait("Conformance", "C-086")]
    public async Task Terminate_EndsLongJobsAtOnce()
    {
        await using CallerPool<IPooled> pool = await PoolAsync();
        Task<bool[]> many = pool.MapAsync(Enumerable.Range(0, 10_000), static async (pooled, _, cancel) =>
        {
            await pooled.HangAsync(cancel);
            return true;
        });
        Task deaf = pool.ApplyAsync(static _ => Task.Delay(Timeout.Infinite));

        pool.Terminate();
        await pool.JoinAsync().WaitAsync(Guard);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many.WaitAsync(Guard));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deaf.WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-088")]
    [Trait("Conformance", "C-093")]
    public async Task PoolThatHasEnded_CannotBeUsed()
    {
        CallerPool<object> pool = CallerPool.Over(new object());
        Task hanging = pool.ApplyAsync(static (_, cancel) => Task.Delay(Timeout.Infinite, cancel));
        await pool.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging.WaitAsync(Guard));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.MapAsync([1], static (_, number) => Task.FromResult(number)).WaitAsync(Guard));
        Assert.Throws<ObjectDisposedException>(() => pool.MapOrderedAsync([1], static (_, number) => Task.FromResult(number)));
        CallerPool<object> closed = CallerPool.Over(new object());
        closed.Close();
        await Assert.ThrowsAsync<InvalidOperationException>(() => closed.ApplyAsync(static _ => Task.CompletedTask).WaitAsync(Guard));
    }

    [Fact]
    public async Task Close_FinishesWhatThereIs_AndJoinWaitsForIt()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.JoinAsync().WaitAsync(Guard));
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> running = pool.ApplyAsync(_ => gate.Task);
        Task<int> waiting = pool.ApplyAsync(static _ => Task.FromResult(2));

        pool.Close();
        Task join = pool.JoinAsync();

        Assert.False(join.IsCompleted);
        gate.SetResult(1);
        await join.WaitAsync(Guard);
        int[] results = await Task.WhenAll(running, waiting).WaitAsync(Guard);
        Assert.Equal([1, 2], results);
    }

    [Fact]
    public async Task FirstError_StopsTheOthers()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 2);
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int run = 0;

        await Assert.ThrowsAsync<InvalidDataException>(() => pool.MapAsync(
            Enumerable.Range(0, 1000),
            async (_, number, cancel) =>
            {
                Interlocked.Increment(ref run);
                if (number == 0)
                {
                    await hangs.Task.WaitAsync(Guard, cancel);
                    throw new InvalidDataException("no");
                }

                hangs.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancel);
                return number;
            },
            new PoolJobOptions { ChunkSize = 1 }).WaitAsync(Guard));

        Assert.Equal(2, run);
    }

    [Fact]
    public async Task Cancel_EndsJobsThatRunAndJobsThatWait()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 1);
        using var cancel = new CancellationTokenSource();
        Task running = pool.ApplyAsync(static (_, token) => Task.Delay(Timeout.Infinite, token), cancel: cancel.Token);
        Task<int[]> waiting = pool.MapAsync([1], static (_, number) => Task.FromResult(number), cancel: cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Guard));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Assert.Equal(3, await pool.ApplyAsync(static _ => Task.FromResult(3)).WaitAsync(Guard));
    }

    [Fact]
    public async Task TooManyJobs_AreRefused()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 1, new CallerPoolOptions { MaxWaitingJobs = 1 });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        Task running = pool.ApplyAsync((_, token) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        await begun.Task.WaitAsync(Guard);
        Task waiting = pool.ApplyAsync(static _ => Task.CompletedTask, cancel: cancel.Token);

        LimitExceededException e = await Assert.ThrowsAsync<LimitExceededException>(() => pool.ApplyAsync(static _ => Task.CompletedTask).WaitAsync(Guard));
        await cancel.CancelAsync();
        Task next = pool.ApplyAsync(static _ => Task.CompletedTask);

        Assert.Equal(nameof(CallerPoolOptions.MaxWaitingJobs), e.LimitName);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Assert.False(next.IsCompleted);
        Assert.False(running.IsCompleted);
    }

    [Fact]
    public async Task Progress_CountsEachItemOnce()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 4);
        var progress = new CollectedProgress();

        await pool.MapAsync(Numbers, static (_, number) => Task.FromResult(number), new PoolJobOptions { Progress = progress }).WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(1, 100), progress.Reports.Order());
    }

    [Fact]
    [Trait("Conformance", "C-092")]
    public async Task ItemsAndResults_AreNotKept()
    {
        await using CallerPool<object> pool = CallerPool.Over(new object(), 2);
        using var cancel = new CancellationTokenSource();

        WeakReference[] all = await MapAsync(pool, cancel.Token);

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Array.TrueForAll(all, static one => !one.IsAlive);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> MapAsync(CallerPool<object> pool, CancellationToken cancel)
    {
        object[] items = [.. Enumerable.Range(0, 10).Select(static _ => new object())];
        object[] results = await pool.MapAsync(items, static (_, _) => Task.FromResult(new object()), cancel: cancel);
        return [.. items.Concat(results).Select(static one => new WeakReference(one))];
    }
}
