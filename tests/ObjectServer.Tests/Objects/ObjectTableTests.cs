using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Tests.Objects;

public sealed class ObjectTableTests
{
    private static readonly ContractModel Contract = ContractModel.Of(typeof(IThing));
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [SharedContract]
    public interface IThing
    {
        int Number { get; }
    }

    // Two threads come to the same new object as close together as may be, again and again: what either is told can be found at once.
    [Fact]
    public async Task Share_OfANewObjectByTwoThreads_CanBeFoundByBothAndLeavesNothing()
    {
        const int rounds = 20_000;
        var objects = new ObjectTable(static _ => { });
        var things = new Thing[rounds];
        for (int i = 0; i < rounds; i++) things[i] = new Thing();
        int ready = 0;
        int lost = 0;

        Task[] both = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(ShareAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.WhenAll(both).WaitAsync(Guard);

        Assert.Equal((0, 0), (lost, objects.Count));

        void ShareAll()
        {
            Interlocked.Increment(ref ready);
            SpinWait.SpinUntil(() => Volatile.Read(ref ready) == 2);
            foreach (Thing thing in things)
            {
                SharedObject shared = objects.Share(thing, Contract);
                if (objects.Find(shared.Id) != shared) Interlocked.Increment(ref lost);
                shared.Unpin();
            }
        }
    }

    [Fact]
    public void Share_OfAnObjectThatHasGone_IsAnotherOne()
    {
        var objects = new ObjectTable(static _ => { });
        var thing = new Thing();
        SharedObject first = objects.Share(thing, Contract);
        first.Unpin();

        SharedObject second = objects.Share(thing, Contract);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Null(objects.Find(first.Id));
        Assert.Same(second, objects.Find(second.Id));
    }

    private sealed class Thing : IThing
    {
        public int Number => 1;
    }
}
