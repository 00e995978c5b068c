using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>NumPy's files.</content>
public abstract partial class SharedArrayTests
{
    [Fact]
    public async Task SavedArray_IsLoadedAgain()
    {
        await using SharedArray<double> array = await NumbersAsync(100_000);
        using var file = new MemoryStream();
        await array.SaveAsync(file);
        file.Position = 0;

        await using SharedArray<double> loaded = await Client.LoadArrayAsync<double>(file, "loaded");

        Assert.Equal(await array.ReadAsync(..), await loaded.ReadAsync(..));
        Assert.Equal(0, (file.Length - (100_000 * sizeof(double))) % 64);
    }

    [Fact]
    public async Task FileOfTheOtherByteOrder_IsLoaded()
    {
        using var file = new MemoryStream();
        file.Write(NpyHeader.Write(new MemoryLayout(">i4", [2, 2])));
        file.Write([0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 255, 255, 255, 255]);
        file.Position = 0;

        await using SharedArray<int> loaded = await Client.LoadArrayAsync<int>(file);

        int[] elements = await loaded.ReadAsync(..);
        Assert.Equal([1, 2, 256, -1], elements);
        Assert.Equal([2, 2], loaded.Shape);
    }

    [Fact]
    public async Task FileThatEndsEarly_LeavesNoArray()
    {
        using var file = new MemoryStream();
        file.Write(NpyHeader.Write(new MemoryLayout("<f8", [100])));
        file.Write(new byte[799]);
        file.Position = 0;

        await Assert.ThrowsAsync<EndOfStreamException>(() => Client.LoadArrayAsync<double>(file, "half"));

        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.GetArrayAsync<double>("half"));
    }
}
