using System.Diagnostics;
using System.Globalization;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>What is left of shared memory when those end who had it, however they end.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait("Conformance", "C-130")]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task Creator_ThatEnds_LeavesWhatHasANameAlone(int signal)
    {
        await using RunningProgram server = Start();
        string address = await AddressAsync(server);
        await using VictimProcess creator = VictimProcess.Start(MemoryClient.Mode, address, MemoryClient.Create, "kept");
        (string named, string unnamed, string list) = (await creator.ReadLineAsync(), await creator.ReadLineAsync(), await creator.ReadLineAsync());
        Assert.All([named, unnamed, list], static path => Assert.True(File.Exists(path)));

        creator.Send(signal);

        await Eventually.SoAsync(() => !File.Exists(unnamed) && !File.Exists(list));
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await using SharedArray<double> kept = await client.GetArrayAsync<double>("kept");
        Assert.Equal(0, (await kept.ReadAsync(..)).Sum());
        await client.DeleteAsync("kept");
        await Eventually.SoAsync(() => !File.Exists(named));
    }

    [Fact]
    [Trait("Conformance", "C-130")]
    [Trait("Conformance", "C-132")]
    public async Task CreatorAndServer_ThatAreKilled_AreSweptAfterByTheNextServer()
    {
        await using RunningProgram living = Start("living.sock");
        await using ObjectClient client = await ObjectClient.ConnectAsync(await AddressAsync(living));
        await using SharedArray<double> theirs = await client.CreateArrayAsync<double>([1000]);
        string theirPath = (await theirs.Memory.GetPlaceAsync())!.Path;
        RunningProgram server = Start();
        await using VictimProcess creator = VictimProcess.Start(MemoryClient.Mode, await AddressAsync(server), MemoryClient.Create, "kept");
        string[] left = [await creator.ReadLineAsync(), await creator.ReadLineAsync(), await creator.ReadLineAsync()];

        server.Send(Signals.Kill);
        await creator.KillAsync();
        await server.WaitForExitAsync();
        await server.DisposeAsync();
        Assert.All(left, static path => Assert.True(File.Exists(path)));

        await using RunningProgram next = Start();
        await AddressAsync(next);
        Assert.All(left, static path => Assert.False(Directory.Exists(Path.GetDirectoryName(path))));
        Assert.True(File.Exists(theirPath));
        await theirs.FillAsync(1);
    }

    [Fact]
    public async Task ItemThatWasBeingWritten_WhenTheServerWasKilled_IsNotReadByHalves()
    {
        RunningProgram server = Start();
        await using ObjectClient client = await ObjectClient.ConnectAsync(await AddressAsync(server));
        SharedList list = await client.CreateMemoryListAsync(["whole", "half", 3]);
        Assert.Equal("half", list[1]);
        using (FileStream file = File.Open((await list.Items.GetPlaceAsync())!.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            // The first byte of an entry's number, after the header page and the list's own head: odd in the middle of a write.
            file.Position = 4096 + 64 + 32;
            int number = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(number | 1));
        }

        server.Send(Signals.Kill);
        await server.WaitForExitAsync();
        await server.DisposeAsync();

        var unknown = await Assert.ThrowsAsync<ServerUnavailableException>(() => list.GetAsync(1).AsTask().WaitAsync(Guard));
        Assert.Contains("Item 1 of the list was being written", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ServerUnavailableException>(() => list[1]);
        Assert.Equal(("whole", 3L), (list[0], list[2]));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => list.SetAsync(0, 1).WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-124")]
    [Trait("Conformance", "C-125")]
    [Trait("Conformance", "C-132")]
    public async Task Interrupt_OfOwnerAndServer_ReachesTheOwnerAlone_AndNothingIsLeftOrSaid()
    {
        await using VictimProcess owner = VictimProcess.Start(MemoryOwner.Mode, MemoryOwner.HeedsInterrupts);
        int server = int.Parse(await owner.ReadLineAsync(), CultureInfo.InvariantCulture);
        string path = await owner.ReadLineAsync();

        // As the terminal does: all of the group.
        Signals.Send(server, Signals.Interrupt);
        owner.Send(Signals.Interrupt);

        Assert.Equal("2500", await owner.ReadLineAsync());
        await owner.WaitForExitAsync();
        Assert.Equal("", await owner.RestAsync());
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Theory]
    [Trait("Conformance", "C-132")]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task Owner_ThatEnds_TakesServerAndMemoryWithIt(int signal)
    {
        await using VictimProcess owner = VictimProcess.Start(MemoryOwner.Mode, "dies");
        using Process server = Process.GetProcessById(int.Parse(await owner.ReadLineAsync(), CultureInfo.InvariantCulture));
        string path = await owner.ReadLineAsync();
        Assert.True(File.Exists(path));

        owner.Send(signal);

        await server.WaitForExitAsync().WaitAsync(Guard);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    [Trait("Conformance", "C-126")]
    public async Task Memory_IsThere_FromTheServersStartToItsEnd()
    {
        await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync($"unix:{_folder.Socket}"));
        string path;
        await using (LocalServer server = await LocalServer.StartAsync())
        {
            await using ObjectClient client = await server.ConnectAsync();
            await using SharedArray<int> array = await client.CreateArrayAsync<int>([10], "array");
            await array.FillAsync(5);
            await using ObjectClient other = await server.ConnectAsync();
            await using SharedArray<int> again = await other.GetArrayAsync<int>("array");
            Assert.Equal(50, (await again.ReadAsync(..)).Sum());
            path = (await array.Memory.GetPlaceAsync())!.Path;
            Assert.True(File.Exists(path));

            await server.StopAsync();

            Assert.False(File.Exists(path));
            await Assert.ThrowsAnyAsync<ObjectServerException>(() => other.GetArrayAsync<int>("array"));
        }

        await using (LocalServer server = await LocalServer.StartAsync())
        await using (ObjectClient client = await server.ConnectAsync())
        {
            ISharedMemory memory = await client.CreateMemoryAsync(100, "left");
            path = memory.Place!.Path;
            Assert.True(File.Exists(path));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    private RunningProgram Start(string socket = "server.sock") => RunningProgram.Start(
        ["--url", "http://127.0.0.1:0", "--socket", _folder.File(socket), "--memory-directory", _folder.Path, "--session-grace-seconds", "1"]);

    private static async Task<string> AddressAsync(RunningProgram server) => (await server.WaitUntilReadyAsync()).Split(' ')[1];
}
