using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Lists that several have, and how they end.</content>
public abstract partial class SharedListTests
{
    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task Copy_UnderANewName_IsIndependent()
    {
        await using SharedList list = await Client.CreateMemoryListAsync(Mixed, "original", [100, 0, 0, 0, 0, 0, 0]);
        await using SharedList copy = await Client.CopyMemoryListAsync(list, "copy");

        await copy.SetAsync(0, new string('c', 104));
        await list.SetAsync(6, "original");

        Assert.Equal([new string('c', 104), .. Mixed[1..]], copy);
        Assert.Equal([.. Mixed[..6], "original"], list);
        await using SharedList again = await Client.GetMemoryListAsync("copy");
        Assert.Equal(copy, again);
    }

    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task EmptyList_IsOne()
    {
        await using SharedList list = await Client.CreateMemoryListAsync([]);

        Assert.Empty(list);
        Assert.Empty(await list.ToArrayAsync());
        Assert.Equal(-1, list.IndexOf(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[0]);
        await using SharedList copy = await Client.CopyMemoryListAsync(list);
        Assert.Empty(copy);
    }

    [Fact]
    [Trait("Conformance", "C-128")]
    public async Task Handle_IsAsLargeForAnyLength_AndSharesTheItems()
    {
        ILister lister = await Client.CreateAsync<ILister>();
        await using SharedList small = await Client.CreateMemoryListAsync([.. Enumerable.Range(0, 1000).Select(static _ => (object?)"x")]);
        await using SharedList large = await Client.CreateMemoryListAsync([.. Enumerable.Range(0, 9000).Select(static _ => (object?)new string('x', 100))]);
        lister.Kept = small;

        long before = Client.Statistics.BytesSent;
        lister.Kept = small;
        long forSmall = Client.Statistics.BytesSent - before;
        lister.Kept = large;
        long forLarge = Client.Statistics.BytesSent - before - forSmall;

        // Its number of bytes has some digits more.
        Assert.InRange(forLarge, 1, forSmall + 8);
        await using SharedList kept = lister.Kept!;
        await kept.SetAsync(^1, "changed");
        Assert.Equal("changed", large[8999]);
        Assert.Equal(9000, kept.Count);
    }

    [Fact]
    [Trait("Conformance", "C-128")]
    public async Task PartOfAValue_IsTheListItself()
    {
        ILister lister = await Client.CreateAsync<ILister>();
        await using SharedList list = await Client.CreateMemoryListAsync([1, "two", null]);

        Labelled back = lister.Exchange(new Labelled("mine", list), 1, 2);

        Assert.Equal("mine changed", back.Label);
        Assert.Equal([1L, 2L, null], list);
        Assert.Equal([1L, 2L, null], back.List);
        Assert.Equal(list.Items, back.List.Items);
        Assert.Equal("1 2 ", lister.Describe(list));
    }

    [Fact]
    public async Task ListOfAnObjectOfTheServer_IsUsedAsIfItHadBeenCreatedHere()
    {
        ILister lister = await Client.CreateAsync<ILister>();

        await using (SharedList list = lister.Make(100))
        {
            await list.SetAsync(50, "fifty");
            Assert.Equal(["fifty", 51L], list.Skip(50).Take(2));
            Assert.Equal(InPlace, list.IsInPlace);
        }

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Server.Memory.TotalBytes == 0;
        });
    }

    [Fact]
    [Trait("Conformance", "C-129")]
    public async Task DeletedList_IsNotFound_AndItsHandleSaysSo()
    {
        SharedList list = await Client.CreateMemoryListAsync(Mixed, "doomed");
        ObjectReference reference = Client.ReferenceOf(list.Items);

        await Client.DeleteAsync("doomed");

        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.GetMemoryListAsync("doomed"));
        Assert.Throws<ObjectGoneException>(() => list[0]);
        await Assert.ThrowsAsync<ObjectGoneException>(() => list.GetAsync(0).AsTask());
        await Assert.ThrowsAsync<ObjectGoneException>(() => list.SetAsync(0, 1));
        await Assert.ThrowsAsync<ObjectGoneException>(() => Client.AttachAsync<ISharedItems>(reference));
        await list.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => list[0]);
    }

    [Fact]
    public async Task Item_IsReadWhole_WhileOthersWriteIt()
    {
        string small = new('a', 3);
        string large = new('b', 300);
        byte[] bytes = [.. Enumerable.Repeat((byte)7, 200)];
        await using SharedList list = await Client.CreateMemoryListAsync([large, 1L]);
        using var stop = new CancellationTokenSource(Guard);
        SharedItems live = Assert.Single(Server.Objects.All.Select(static one => one.Instance).OfType<SharedItems>());

        // The server's own thread writes without a pause, so that readers meet it in the middle.
        byte[][] written = [.. ((object?[])[small, large, bytes]).Select(static value => ItemFormat.Write(value, 0))];
        Task writing = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++) live.SetItem(0, written[i % 3]);
        });
        for (int i = 0; i < (InPlace ? 200_000 : 500); i++)
        {
            object? value = list[0];
            if (value is string text) Assert.True(text == small || text == large, text);
            else Assert.Equal(bytes, Assert.IsType<byte[]>(value));
        }

        await stop.CancelAsync();
        await writing.WaitAsync(Guard);
        Assert.Equal(1L, list[1]);
    }

    [Fact]
    public async Task ItemThatIsBeingWritten_IsAskedOfTheServer()
    {
        await using SharedList list = await Client.CreateMemoryListAsync(["first", "second"]);
        StartWriting(1);

        Assert.Equal(["first", "second"], list);
        Assert.Equal("second", await list.GetAsync(1));
        await list.SetAsync(1, "third");
        Assert.Equal("third", list[1]);
    }

    private unsafe void StartWriting(int index)
    {
        // The number that an entry begins with is odd in the middle of a write.
        byte* content = Assert.Single(Server.Memory.Segments).Mapping.Content;
        (*(long*)(content + 64 + (32 * index)))++;
    }
}
