using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A file system that is full: an error when an array is created, and never the death of who writes into one.</summary>
public sealed class FullFileSystemTests
{
    private const int ArrayBytes = 4 * 1024 * 1024;

    [RequiresMountFact]
    public async Task Create_WhenTheFileSystemIsFull_SaysSo_AndWorksAgainWhenThereIsRoom()
    {
        await using SmallFileSystem files = await SmallFileSystem.MountAsync();
        await using TestServer server = await StartAsync(files);
        await using ObjectClient client = await server.ConnectAsync();
        var arrays = new List<SharedArray<byte>>();

        LimitExceededException? full = null;
        while (full is null && arrays.Count < 8)
        {
            try
            {
                arrays.Add(await client.CreateArrayAsync<byte>([ArrayBytes]));
            }
            catch (LimitExceededException e)
            {
                full = e;
            }
        }

        Assert.Equal(3, arrays.Count);
        Assert.EndsWith(nameof(ObjectServerOptions.SharedMemoryDirectory), full!.LimitName, StringComparison.Ordinal);
        Assert.Contains("no room", full.Message, StringComparison.Ordinal);
        Assert.Equal(ArrayBytes, full.Requested);
        Assert.Equal(3 * ArrayBytes, server.Memory.TotalBytes);
        Assert.Equal(3, Directory.GetFiles(files.Path, "*.npy", SearchOption.AllDirectories).Length);

        // The server gives the room back when it has disposed of the array, which nobody waits for.
        await arrays[0].DisposeAsync();
        await Eventually.SoAsync(() => new DriveInfo(files.Path).AvailableFreeSpace > ArrayBytes + Environment.SystemPageSize * 4);
        arrays[0] = await client.CreateArrayAsync<byte>([ArrayBytes]);
        foreach (SharedArray<byte> array in arrays) await array.DisposeAsync();
    }

    [RequiresMountFact]
    public async Task Write_IntoAnArrayOfAFileSystemThatIsFullMeanwhile_HasItsRoom()
    {
        await using SmallFileSystem files = await SmallFileSystem.MountAsync();
        await using TestServer server = await StartAsync(files);
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<byte> array = await client.CreateArrayAsync<byte>([ArrayBytes]);
        Fill(files);

        // A page that is not there would end this process by SIGBUS.
        using (SharedBlock<byte> block = await array.AcquireAsync(.., BlockAccess.Overwrite))
        {
            Assert.True(block.IsInPlace);
            block.Span.Fill(0xA5);
        }

        Assert.False((await array.ReadAsync(..)).AsSpan().ContainsAnyExcept((byte)0xA5));
        await Assert.ThrowsAsync<LimitExceededException>(() => client.CreateArrayAsync<byte>([ArrayBytes]));
        await Assert.ThrowsAsync<LimitExceededException>(() => client.CreateArrayAsync<byte>([1]));
    }

    [RequiresMountFact]
    public async Task Create_OfTheFirstArray_WhenTheFileSystemIsFullAlready_SaysSo()
    {
        await using SmallFileSystem files = await SmallFileSystem.MountAsync();
        Fill(files);
        await using TestServer server = await StartAsync(files);
        await using ObjectClient client = await server.ConnectAsync();

        var full = await Assert.ThrowsAsync<LimitExceededException>(() => client.CreateArrayAsync<byte>([1]));

        Assert.EndsWith(nameof(ObjectServerOptions.SharedMemoryDirectory), full.LimitName, StringComparison.Ordinal);
        Assert.Equal(0, server.Memory.TotalBytes);
    }

    private static Task<TestServer> StartAsync(SmallFileSystem files) =>
        TestServer.StartAsync(_ => { }, options => options.SharedMemoryDirectory = files.Path, socketLink: true);

    // All that is left of it.
    private static void Fill(SmallFileSystem files)
    {
        using FileStream file = File.Create(Path.Combine(files.Path, "full"), bufferSize: 0);
        byte[] page = new byte[4096];
        try
        {
            for (long done = 0; done <= SmallFileSystem.Bytes; done += page.Length) file.Write(page);
        }
        catch (IOException)
        {
            return;
        }

        Assert.Fail("The file system has no end.");
    }
}
