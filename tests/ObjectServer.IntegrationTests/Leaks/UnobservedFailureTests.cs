using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Dynamic;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Cancelling;

namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>What fails, fails for somebody: no task of the library's own ends in an error that nobody looks at.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class UnobservedFailureTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failures_OfEveryKind_AreAllObserved(bool socketLink)
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception);

        // What other tests have left.
        Collect();
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            for (int i = 0; i < 5; i++) await FailAsync(socketLink);
            for (int i = 0; i < 3; i++) Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(unobserved);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    // A server that goes under calls and transfers, a client that goes, a member that fails, a call that is cancelled, nobody at the address.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailAsync(bool socketLink)
    {
        TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IShelf, Shelf>("shelf").AddType<IPatient, Patient>("patient"),
            options => options.DrainTimeout = TimeSpan.FromMilliseconds(100),
            socketLink: socketLink);
        ObjectClient client = await server.ConnectAsync();
        ObjectClient other = await server.ConnectAsync();
        IShelf shelf = await client.CreateAsync<IShelf>();
        Assert.Throws<InvalidOperationException>(() => shelf.Fail("not so"));
        using var cancel = new CancellationTokenSource();
        Task cancelled = (await client.CreateAsync<IPatient>()).WaitAsync(cancel.Token);
        Task running = (await other.CreateAsync<IPatient>()).WaitAsync(CancellationToken.None);
        Task left = (await client.CreateAsync<IPatient>()).WaitAsync(CancellationToken.None);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Guard));
        shelf.Numbers = new double[1_000_000];

        await other.DisposeAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => running.WaitAsync(Guard));
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectServerException>(() => left.WaitAsync(Guard));
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ServerUnavailableException>(() => server.ConnectAsync());
    }
}
