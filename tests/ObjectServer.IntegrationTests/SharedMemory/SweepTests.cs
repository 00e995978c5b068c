using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Memory;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Taking away what dead servers have left, and nothing else.</summary>
public sealed class SweepTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Sweep_TakesAwayWhatAKilledServerLeft_AndNothingOfOneThatLives()
    {
        using var memory = new MemoryTestFolder();
        using var folder = new TestFolder();
        await using RunningProgram dead = await StartAsync(folder.File("dead.sock"), memory);
        await using RunningProgram living = await StartAsync(folder.File("living.sock"), memory);
        await using ObjectClient ofDead = await ConnectAsync(folder.File("dead.sock"));
        await using ObjectClient ofLiving = await ConnectAsync(folder.File("living.sock"));
        await using SharedArray<long> lost = await ofDead.CreateArrayAsync<long>([1000]);
        await using SharedArray<long> kept = await ofLiving.CreateArrayAsync<long>([1000], "kept");
        await kept.FillAsync(7);
        using SharedBlock<long> block = await lost.AcquireAsync(.., BlockAccess.ReadWrite);
        block.Span.Fill(5);
        Assert.Equal(new SweptMemory(0, 0, 0), SharedMemoryDirectory.Sweep(memory.Path));
        Assert.Equal(2, memory.Segments.Length);

        dead.Send(Signals.Kill);
        await dead.WaitForExitAsync();
        SweptMemory swept = SharedMemoryDirectory.Sweep(memory.Path);

        Assert.Equal(new SweptMemory(1, 1, SegmentFile.FileBytes(8000)), swept);
        Assert.Single(memory.Segments);
        Assert.False(block.Span.ContainsAnyExcept(5));
        await using ObjectClient late = await ConnectAsync(folder.File("living.sock"));
        await using SharedArray<long> found = await late.GetArrayAsync<long>("kept");
        Assert.True(found.IsInPlace);
        Assert.Equal(7000, (await found.ReadAsync(..)).Sum());
        await using SharedArray<long> more = await late.CreateArrayAsync<long>([10]);
        living.Send(Signals.Terminate);
        (await living.WaitForExitAsync()).AssertExited(ExitCodes.Done);
        Assert.Empty(memory.Left);
    }

    [Fact]
    public async Task NextServer_SweepsAtItsStart_AndLeavesTheOthersAlone()
    {
        using var memory = new MemoryTestFolder();
        using var folder = new TestFolder();
        await using RunningProgram other = await StartAsync(folder.File("other.sock"), memory);
        await using ObjectClient ofOther = await ConnectAsync(folder.File("other.sock"));
        await using SharedArray<long> kept = await ofOther.CreateArrayAsync<long>([10]);
        await using (RunningProgram dead = await StartAsync(folder.Socket, memory))
        {
            await using ObjectClient client = await ConnectAsync(folder.Socket);
            await using SharedArray<long> lost = await client.CreateArrayAsync<long>([10], "lost");
            Assert.Equal(2, memory.Segments.Length);
            dead.Send(Signals.Kill);
            await dead.WaitForExitAsync();
        }

        await using RunningProgram next = await StartAsync(folder.Socket, memory);

        Assert.Single(memory.Segments);
        await kept.FillAsync(3);
        Assert.Equal(30, (await kept.ReadAsync(..)).Sum());
    }

    [Fact]
    public async Task Sweep_WhileServersComeAndGo_HarmsNone()
    {
        using var memory = new MemoryTestFolder();
        using var enough = new CancellationTokenSource();
        Task[] sweeping = [.. Enumerable.Range(0, 2).Select(_ => OnAThread(() =>
        {
            while (!enough.IsCancellationRequested) Assert.Equal(0, SharedMemoryDirectory.Sweep(memory.Path).Segments);
        }))];

        Task[] serving = [.. Enumerable.Range(0, 3).Select(_ => OnAThread(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                using var folder = MemoryFolder.Create(memory.Path);
                string segment = folder.NextPath();
                File.WriteAllText(segment, "");
                Thread.Yield();
                Assert.True(File.Exists(segment));
            }
        }))];

        await Task.WhenAll(serving).WaitAsync(Guard);
        await enough.CancelAsync();
        await Task.WhenAll(sweeping).WaitAsync(Guard);
        SharedMemoryDirectory.Sweep(memory.Path);
        Assert.Empty(memory.Left);
    }

    [Fact]
    public void Sweep_OfADirectoryWithoutServers_TakesNothing()
    {
        using var memory = new MemoryTestFolder();
        string others = Path.Combine(memory.Path, "somebody's.lock");
        File.WriteAllText(others, "");

        Assert.Equal(new SweptMemory(0, 0, 0), SharedMemoryDirectory.Sweep(memory.Path));
        Assert.True(File.Exists(others));
    }

    private static Task OnAThread(Action what) => Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task<RunningProgram> StartAsync(string socket, MemoryTestFolder memory)
    {
        var program = RunningProgram.Start(["--no-tcp", "--socket", socket, "--memory-directory", memory.Path, "--log-level", "warning"]);
        await program.WaitUntilReadyAsync();
        return program;
    }

    private static Task<ObjectClient> ConnectAsync(string socket) =>
        ObjectClient.ConnectAsync($"unix:{socket}", new ObjectClientOptions { ReconnectTimeout = TimeSpan.Zero });
}
