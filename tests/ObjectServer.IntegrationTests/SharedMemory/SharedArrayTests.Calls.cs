namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Arrays in calls of other objects.</content>
public abstract partial class SharedArrayTests
{
    [Fact]
    public async Task Argument_IsTheArrayItself()
    {
        ICruncher cruncher = await Client.CreateAsync<ICruncher>();
        await using SharedArray<double> array = await NumbersAsync(1000);

        cruncher.Scale(array.Slice(..500), 2);

        Assert.Equal(499_500 + 124_750, cruncher.Sum(array));
        Assert.Equal(998, (await array.ReadAsync(499..500))[0]);
    }

    [Fact]
    public async Task Result_IsUsedAsIfItHadBeenCreatedHere()
    {
        ICruncher cruncher = await Client.CreateAsync<ICruncher>();

        await using SharedArray<int> numbers = cruncher.Count(100);

        Assert.Equal(Enumerable.Range(0, 100), await numbers.ReadAsync(..));
        Assert.Equal(InPlace, numbers.IsInPlace);
    }

    [Fact]
    public async Task PartOfAValue_IsAnArrayToo()
    {
        ICruncher cruncher = await Client.CreateAsync<ICruncher>();
        await using SharedArray<double> first = await NumbersAsync(10);
        await using SharedArray<double> second = await NumbersAsync(20);

        Pair swapped = cruncher.Swap(new Pair("both", first, second.Rows(5..)));

        Assert.Equal("both", swapped.Label);
        Assert.Equal([15], swapped.First.Shape);
        Assert.Equal(5, (await swapped.First.ReadAsync(..))[0]);
        Assert.Equal(first.Memory, swapped.Second.Memory);
    }

    [Fact]
    public async Task ObjectThatKeepsAnArray_HoldsIt()
    {
        ICruncher cruncher = await Client.CreateAsync<ICruncher>();
        SharedArray<double> array = await NumbersAsync(100);

        cruncher.Kept = array;
        await array.DisposeAsync();

        await using SharedArray<double> kept = cruncher.Kept!;
        Assert.Equal(99, (await kept.ReadAsync(^1..))[0]);
    }

    [Fact]
    public async Task ArrayOfOtherElements_IsNoArgument()
    {
        ISharedMemory memory = await Client.CreateMemoryAsync(80);
        await using SharedArray<int> numbers = await SharedArray.OpenAsync<int>(memory);

        Assert.Equal([20], numbers.Shape);
    }
}
