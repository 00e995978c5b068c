using System.Runtime.CompilerServices;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Lifetime;

/// <summary>Proxies that the garbage collector takes while others are busy.</summary>
public sealed class CollectionTests : ConnectedTests
{
    // A finalizer that waited for the lane would hold up every other finalizer of the process, and might wait for itself.
    [Fact]
    public async Task ProxiesCollected_WhileAnotherThreadHasTheLane_HoldUpNoFinalizer()
    {
        await CreateManyAsync();
        using var held = new ManualResetEventSlim();
        using var over = new ManualResetEventSlim();
        Task holder = Task.Factory.StartNew(Hold, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(held.Wait(Guard));

        // Nothing is released meanwhile: that is the timer's to do, which may wait for the lane.
        Task collecting = Task.Factory.StartNew(Collect, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await collecting.WaitAsync(Guard);
        }
        finally
        {
            over.Set();
        }

        await holder.WaitAsync(Guard);

        await Eventually.EqualAsync(0, () =>
        {
            Collect();
            return Server.Objects.Count;
        });

        void Hold()
        {
            lock (Client.Session.CallsLane.Writer.Gate)
            {
                held.Set();
                over.Wait(2 * Guard);
            }
        }
    }

    protected override void Share(ObjectServerBuilder server) => server.AddType<IResource, Resource>();

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task CreateManyAsync()
    {
        for (int i = 0; i < 20; i++) await Client.CreateAsync<IResource>([$"{i}"]);
    }
}
