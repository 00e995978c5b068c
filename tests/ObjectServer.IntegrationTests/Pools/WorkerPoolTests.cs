using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Pools;

/// <summary>Pools of worker processes.</summary>
public sealed class WorkerPoolTests : ConnectedTests
{
    private static WorkerPoolOptions<IPooled> Options => new() { Class = typeof(Pooled), Arguments = ["worker"] };

    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    [Trait("Conformance", "C-110")]
    public async Task Workers_AreInitializedOnceEach_AndEndWithThePool()
    {
        var initialized = new ConcurrentBag<int>();
        WorkerPoolOptions<IPooled> options = Options;
        options.Initialize = async (worker, _) => initialized.Add(await worker.ProcessAsync());
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(options, workers: 2);
        Process[] processes = [.. initialized.Select(Process.GetProcessById)];

        int[] used = await pool.MapAsync(Enumerable.Range(0, 20), (worker, _) => worker.ProcessAsync()).WaitAsync(Guard);
        string label = await pool.ApplyAsync(static worker => Task.FromResult(worker.Label)).WaitAsync(Guard);
        pool.Close();
        await pool.JoinAsync().WaitAsync(Guard);

        Assert.Equal("worker", label);
        Assert.Equal(2, initialized.Distinct().Count());
        Assert.All(used, process => Assert.Contains(process, initialized));
        Assert.DoesNotContain(Environment.ProcessId, initialized);
        Assert.All(processes, static process => Assert.True(process.WaitForExit(Guard)));
    }

    [Fact]
    [Trait("Conformance", "C-097")]
    public async Task Worker_IsReplaced_AfterItsTasks()
    {
        WorkerPoolOptions<IPooled> options = Options;
        options.TasksPerWorker = 4;
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(options, workers: 2);

        int[] processes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => pool.ApplyAsync(static worker => worker.ProcessAsync()))).WaitAsync(Guard);

        Assert.All(processes.GroupBy(static process => process), static tasks => Assert.True(tasks.Count() <= 4));
        Assert.InRange(processes.Distinct().Count(), 4, 6);
    }

    [Fact]
    [Trait("Conformance", "C-098")]
    public async Task Close_LetsWorkersOfLimitedLifeFinish()
    {
        WorkerPoolOptions<IPooled> options = Options;
        options.TasksPerWorker = 1;
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(options, workers: 1);

        Task<int>[] jobs = [.. Enumerable.Range(0, 3).Select(number => pool.ApplyAsync(worker => worker.SquareAsync(number)))];
        pool.Close();
        await pool.JoinAsync().WaitAsync(Guard);

        int[] squares = await Task.WhenAll(jobs);
        Assert.Equal([0, 1, 4], squares);
    }

    [Theory]
    [Trait("Conformance", "C-099")]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task NumberOfTasks_ThatIsNone_IsRefused(int tasks)
    {
        WorkerPoolOptions<IPooled> options = Options;
        options.TasksPerWorker = tasks;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallerPool.StartAsync(options));
        await Assert.ThrowsAsync<ArgumentException>(() => CallerPool.StartAsync(new WorkerPoolOptions<IPooled>()));
        await Assert.ThrowsAsync<ArgumentException>(() => CallerPool.StartAsync(new WorkerPoolOptions<IPooled> { Class = typeof(PoolHouse) }));
    }

    [Fact]
    [Trait("Conformance", "C-100")]
    public async Task Program_EndsWell_WithAPoolThatRuns()
    {
        await using VictimProcess program = VictimProcess.Start(PoolClient.LeavingMode);
        Process[] workers = [.. (await program.ReadLineAsync()).Split(' ').Distinct().Select(static id => Process.GetProcessById(int.Parse(id, null)))];

        await program.WaitForExitAsync();

        Assert.NotEmpty(workers);
        foreach (Process worker in workers) await worker.WaitForExitAsync().WaitAsync(Guard);
    }

    [Fact]
    [Trait("Conformance", "C-101")]
    public async Task WorkerThatCannotStart_EndsThoseThatHave()
    {
        var started = new ConcurrentQueue<Process>();
        WorkerPoolOptions<IPooled> options = Options;
        options.Initialize = async (worker, _) =>
        {
            Process process = Process.GetProcessById(await worker.ProcessAsync());
            lock (started)
            {
                started.Enqueue(process);
                if (started.Count == 2) throw new InvalidDataException("The second one fails.");
            }
        };

        await Assert.ThrowsAsync<InvalidDataException>(() => CallerPool.StartAsync(options, workers: 2).WaitAsync(Guard));

        Assert.Equal(2, started.Count);
        foreach (Process process in started) await process.WaitForExitAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task WorkerThatIsKilled_LeavesItsItemUnknown_AndIsReplaced()
    {
        ISharedValue<int> counter = await Client.CreateValueAsync(0);
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(Options, workers: 1);

        AggregateException e = await Assert.ThrowsAsync<AggregateException>(() => pool.MapAsync(
            [1, 2, 3],
            (worker, number) => number == 2 ? worker.DieUntilAsync(counter, 100) : worker.SquareAsync(number),
            new PoolJobOptions { Errors = PoolErrors.All }).WaitAsync(Guard));

        Assert.IsType<OutcomeUnknownException>(Assert.Single(e.InnerExceptions));
        Assert.Equal(1, counter.Value);
        Assert.Equal(16, await pool.ApplyAsync(static worker => worker.SquareAsync(4)).WaitAsync(Guard));
    }

    [Fact]
    public async Task ItemThatDoesNoHarm_IsRunAgain_WithinItsBound()
    {
        ISharedValue<int> counter = await Client.CreateValueAsync(0);
        WorkerPoolOptions<IPooled> options = Options;
        options.MaxAttempts = 2;
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(options, workers: 1);
        var idempotent = new PoolJobOptions { Idempotent = true };

        Assert.Equal(2, await pool.ApplyAsync(worker => worker.DieUntilAsync(counter, 2), idempotent).WaitAsync(Guard));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => pool.ApplyAsync(worker => worker.DieUntilAsync(counter, 100), idempotent).WaitAsync(Guard));

        Assert.Equal(4, counter.Value);
    }

    [Fact]
    [Trait("Conformance", "C-094")]
    public async Task PoolThatIsDropped_IsTold_AndItsWorkersEnd()
    {
        var dropped = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        using Process worker = await StartAndDropAsync(line => dropped.TrySetResult(line));
        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return dropped.Task.IsCompleted;
        });

        Assert.Contains(nameof(IPooled), await dropped.Task, StringComparison.Ordinal);
        await worker.WaitForExitAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Terminate_KillsWorkersThatHeedNothing()
    {
        await using CallerPool<IPooled> pool = await CallerPool.StartAsync(Options, workers: 1);
        using Process worker = Process.GetProcessById(await pool.ApplyAsync(static worker => worker.ProcessAsync()));
        Task hanging = pool.ApplyAsync(static worker => worker.HangAsync(CancellationToken.None));

        pool.Terminate();
        await pool.JoinAsync().WaitAsync(Guard);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging.WaitAsync(Guard));
        Assert.True(worker.WaitForExit(Guard));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<Process> StartAndDropAsync(Action<string> dropped)
    {
        WorkerPoolOptions<IPooled> options = Options;
        options.Dropped = dropped;
        CallerPool<IPooled> pool = await CallerPool.StartAsync(options, workers: 1);
        return Process.GetProcessById(await pool.ApplyAsync(static worker => worker.ProcessAsync()));
    }
}
