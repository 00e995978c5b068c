namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Private views.</content>
public abstract partial class SharedArrayTests
{
    [Fact]
    public async Task PrivateView_BeginsAsTheArray_AndChangesNothing()
    {
        await using SharedArray<double> array = await NumbersAsync(1_000_000);
        using CopyOnWriteArray<double> view = array.OpenCopyOnWrite();

        using (SharedBlock<double> block = await view.AcquireAsync(500_000..500_010))
        {
            Assert.Equal(500_000, block.Span[0]);
            block.Span.Fill(-1);
        }

        using SharedBlock<double> again = view.Acquire(499_999..500_011);
        Assert.Equal([499_999, -1, -1], again.Span[..3].ToArray());
        Assert.Equal(500_010, again.Span[^1]);
        Assert.Equal(500_000, (await array.ReadAsync(500_000..500_001))[0]);
        Assert.Equal(InPlace, view.IsInPlace);
    }

    [Fact]
    public async Task PrivateView_OfTheWhole_HasAllElements()
    {
        await using SharedArray<double> array = await NumbersAsync(300_000);
        using CopyOnWriteArray<double> view = await array.OpenCopyOnWriteAsync();

        using (SharedBlock<double> some = await view.AcquireAsync(100_000..200_000)) some.Span.Clear();
        using SharedBlock<double> all = await view.AcquireAsync(..);

        double sum = 0;
        foreach (double number in all.Span) sum += number;
        Assert.Equal(Enumerable.Range(0, 300_000).Where(static i => i is < 100_000 or >= 200_000).Sum(static i => (double)i), sum);
    }

    [Fact]
    public async Task PrivateView_OutlivesItsArray_InPlace()
    {
        SharedArray<double> array = await NumbersAsync(1000);
        using CopyOnWriteArray<double> view = array.OpenCopyOnWrite();
        using (SharedBlock<double> first = view.Acquire(..)) Assert.Equal(999, first.Span[^1]);

        await array.DisposeAsync();

        using SharedBlock<double> block = view.Acquire(..);
        Assert.Equal(999, block.Span[999]);
        view.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Acquire(..));
    }
}
