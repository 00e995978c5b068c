using System.Runtime.InteropServices;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>A client that holds something, or waits for it, until it is killed; or that does what is asked, and ends. A process of its own.</summary>
internal static class WaitingClient
{
    /// <summary>What makes the test program this client; the server's address and what it does follow.</summary>
    public const string Mode = "client-that-waits";

    /// <summary>The line that says that it has done what it can.</summary>
    public const string Ready = "ready";

    /// <summary>It waits at a condition until it gets an interrupt, and writes what becomes of that.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>It passes a barrier <see cref="Passages"/> times, each in step with all others.</summary>
    public const string Passes = "passes";

    /// <summary>How often it passes.</summary>
    public const int Passages = 1000;

    public static async Task<int> RunAsync(string address, string what)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        switch (what)
        {
            case "holds":
                await (await client.GetAsync<ISharedLock>("lock")).AcquireAsync();
                await (await client.GetAsync<ISharedReentrantLock>("reentrant")).AcquireAsync();
                break;
            case "waits":
                _ = (await client.GetAsync<ISharedSemaphore>("semaphore")).AcquireAsync();
                _ = (await client.GetAsync<ISharedBarrier>("barrier")).WaitAsync();
                for (int i = 0; i < 10; i++) _ = (await (await ObjectClient.ConnectAsync(address)).GetAsync<ISharedEvent>("event")).WaitAsync();
                break;
            case Interrupted:
                await WaitUntilInterruptedAsync(client);
                await client.DisposeAsync();
                return 0;
            case Passes:
                await PassAsync(client);
                await client.DisposeAsync();
                return 0;
            default:
                await TakeAndGiveAsync(client);
                await client.DisposeAsync();
                return 0;
        }

        await Console.Out.WriteLineAsync(Ready);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private static async Task WaitUntilInterruptedAsync(ObjectClient client)
    {
        using var interrupted = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.Cancel();
        });
        ISharedCondition condition = await client.GetAsync<ISharedCondition>("condition");
        HeldLock held = await condition.Lock.AcquireAsync();
        Task<bool> waiting = condition.WaitAsync(held, cancel: interrupted.Token);
        await Console.Out.WriteLineAsync(Ready);
        try
        {
            await waiting;
        }
        catch (OperationCanceledException e)
        {
            await Console.Out.WriteLineAsync($"{e.GetType().Name}, held: {await held.AskAsync()}");
        }

        await held.DisposeAsync();
    }

    // Before a passage all have come once more; behind it, nobody can have come twice more.
    private static async Task PassAsync(ObjectClient client)
    {
        ISharedBarrier barrier = await client.GetAsync<ISharedBarrier>("barrier");
        ISharedValue<int> come = await client.GetAsync<ISharedValue<int>>("come");
        for (int i = 1; i <= Passages; i++)
        {
            await come.AddAsync(1);
            await barrier.WaitAsync();
            int all = await come.GetAsync();
            if (all < i * barrier.Parties || all > (i + 1) * barrier.Parties) throw new InvalidOperationException($"{all} have come at passage {i} of {barrier.Parties} parties.");
        }
    }

    private static async Task TakeAndGiveAsync(ObjectClient client)
    {
        if (!(await client.GetAsync<ISharedLock>("lock")).Acquire()) throw new InvalidOperationException("The lock was not free.");
        await using (HeldLock held = await (await client.GetAsync<ISharedReentrantLock>("reentrant")).AcquireAsync())
        {
        }

        if (!(await client.GetAsync<ISharedSemaphore>("semaphore")).Acquire()) throw new InvalidOperationException("The semaphore had no permit.");
        ISharedCondition condition = await client.GetAsync<ISharedCondition>("condition");
        await using (HeldLock held = await condition.Lock.AcquireAsync()) await condition.NotifyAsync(held);
        ISharedEvent set = await client.GetAsync<ISharedEvent>("event");
        if (!await set.WaitAsync()) throw new InvalidOperationException("The event was not set.");
        set.Clear();
        ISharedBarrier barrier = await client.GetAsync<ISharedBarrier>("barrier");
        if (barrier.Parties != 5) throw new InvalidOperationException("The barrier has other parties.");
        barrier.Reset();
    }
}
