using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Blocks, whatever they lie over.</content>
public abstract partial class SharedArrayTests
{
    [Fact]
    public async Task NewArray_IsZeros_AndKnowsItsShape()
    {
        await using SharedArray<int> array = await Client.CreateArrayAsync<int>([3, 4, 5]);

        Assert.Equal([3, 4, 5], array.Shape);
        Assert.Equal(60, array.Length);
        Assert.Equal(InPlace, array.IsInPlace);
        Assert.All(await array.ReadAsync(..), static element => Assert.Equal(0, element));
        Assert.Equal((2 * 20) + (3 * 5) + 4, array.IndexOf(2, 3, 4));
    }

    [Fact]
    public async Task WrittenBlock_IsSeenByOthers()
    {
        await using SharedArray<double> array = await Client.CreateArrayAsync<double>([1000], "numbers");
        await using ObjectClient other = await ConnectAsync();
        await using SharedArray<double> theirs = await other.GetArrayAsync<double>("numbers");

        using (SharedBlock<double> block = await array.AcquireAsync(100..200, BlockAccess.ReadWrite))
        {
            Assert.Equal(InPlace, block.IsInPlace);
            Assert.Equal((100, 100), (block.Start, block.Length));
            block.Span.Fill(7);
        }

        double[] seen = await theirs.ReadAsync(..);
        Assert.All(seen[100..200], static number => Assert.Equal(7, number));
        Assert.All(seen[..100].Concat(seen[200..]), static number => Assert.Equal(0, number));
    }

    [Fact]
    public async Task FlushedBlock_IsSeenBeforeItEnds()
    {
        await using SharedArray<double> array = await Client.CreateArrayAsync<double>([10]);
        await using SharedBlock<double> block = await array.AcquireAsync(.., BlockAccess.ReadWrite);

        block.Span[3] = 1.5;
        await block.FlushAsync();

        Assert.Equal(1.5, (await array.ReadAsync(3..4))[0]);
    }

    [Fact]
    public async Task SynchronousUse_IsTheSame()
    {
        SharedArray<double> array = await NumbersAsync(1000);

        await Task.Run(() =>
        {
            using SharedBlock<double> block = array.Acquire(^10.., BlockAccess.ReadWrite);
            block.Span[0] = -1;
        });

        using SharedBlock<double> seen = array.Acquire(990..992);
        Assert.Equal([-1, 991], seen.Span.ToArray());
    }

    [Fact]
    public async Task LargeArray_IsCopiedInAndOutInPieces()
    {
        byte[] noise = new byte[33 * 1024 * 1024 + 17];
        new Random(1).NextBytes(noise);
        await using SharedArray<byte> array = await Client.CreateArrayAsync<byte>([noise.Length]);

        await array.WriteAsync(noise);

        byte[] all = await array.ReadAsync(..);
        Assert.True(noise.AsSpan().SequenceEqual(all));
        byte[] some = new byte[20 * 1024 * 1024];
        await array.CopyToAsync(some.AsMemory(), 5 * 1024 * 1024);
        Assert.True(noise.AsSpan(5 * 1024 * 1024, some.Length).SequenceEqual(some));
    }

    [Fact]
    public async Task BlockByBlock_AllElementsComeInOrder_AndChangesAreKept()
    {
        await using SharedArray<double> array = await NumbersAsync(10_000);

        var starts = new List<long>();
        await foreach (SharedBlock<double> block in array.BlocksAsync(500..9_500, BlockAccess.ReadWrite, 1000))
        {
            starts.Add(block.Start);
            foreach (ref double number in block.Span) number = -number;
        }

        Assert.Equal(Enumerable.Range(0, 9).Select(static i => 500L + (i * 1000)), starts);
        double[] all = await array.ReadAsync(..);
        Assert.All(Enumerable.Range(0, 10_000), i => Assert.Equal(i is >= 500 and < 9_500 ? -i : i, all[i]));
    }

    [Fact]
    public async Task BlockByBlock_LeftEarly_LeaksNothing()
    {
        await using SharedArray<double> array = await NumbersAsync(10_000);

        await foreach (SharedBlock<double> block in array.BlocksAsync(.., BlockAccess.Read, 100))
        {
            if (block.Start == 300) break;
        }

        Assert.Equal(49_995_000, (await array.ReadAsync(..)).Sum());
    }

    [Fact]
    public async Task Fill_FillsTheRangeAlone()
    {
        await using SharedArray<double> array = await Client.CreateArrayAsync<double>([1_000_003]);

        await array.FillAsync(2.5, 1..^2);

        double[] all = await array.ReadAsync(..);
        Assert.Equal([0, 2.5], all[..2]);
        Assert.Equal([2.5, 0, 0], all[^3..]);
        Assert.Equal(2.5 * 1_000_000, all.Sum());
    }

    [Fact]
    public async Task Views_AreTheSameMemory()
    {
        await using SharedArray<int> array = await Client.CreateArrayAsync<int>([4, 3, 2]);

        SharedArray<int> row = array.Rows(2..3);
        await row.WriteAsync(new[] { 1, 2, 3, 4, 5, 6 });
        await row.Slice(4..).FillAsync(9);

        Assert.Equal([1, 3, 2], row.Shape);
        int[] all = await array.ReadAsync(..);
        int[] some = await array.Slice(15..18).ReadAsync(..);
        Assert.Equal([1, 2, 3, 4, 9, 9], all[12..18]);
        Assert.Equal([4, 9, 9], some);
    }

    [Fact]
    public async Task EmptyArray_IsOne()
    {
        await using SharedArray<double> array = await Client.CreateArrayAsync<double>([0, 5]);

        Assert.Empty(await array.ReadAsync(..));
        await array.FillAsync(1);
        using SharedBlock<double> block = await array.AcquireAsync(.., BlockAccess.ReadWrite);
        Assert.Equal(0, block.Length);
    }

    [Theory]
    [InlineData(5, 11)]
    [InlineData(11, 11)]
    public async Task RangeBeyondTheArray_IsRefused(int start, int end)
    {
        await using SharedArray<double> array = await NumbersAsync(10);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => array.AcquireAsync(start..end).AsTask());
    }

    [Fact]
    public async Task DisposedBlock_CannotBeUsed()
    {
        await using SharedArray<double> array = await NumbersAsync(10);
        SharedBlock<double> block = await array.AcquireAsync(..);

        block.Dispose();
        block.Dispose();

        Assert.Throws<ObjectDisposedException>(() => block.Span.Length);
    }

    [Fact]
    public async Task Block_OutlivesItsArray()
    {
        SharedArray<double> array = await NumbersAsync(10);
        SharedBlock<double> block = await array.AcquireAsync(..);

        await array.DisposeAsync();

        Assert.Equal(9, block.Span[9]);
        block.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => array.AcquireAsync(..).AsTask());
    }
}
