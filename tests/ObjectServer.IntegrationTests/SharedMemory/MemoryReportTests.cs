using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>What a server says of its memory.</summary>
public sealed class MemoryReportTests
{
    private const string Watchers = "watchers";
    private const string Reporters = "reporters";

    [Fact]
    public void OfProcesses_ThisProcess_HasFiguresThatAgree()
    {
        MemoryReport report = MemoryReport.OfProcesses(Environment.ProcessId, Environment.ProcessId);

        ProcessMemory own = Assert.Single(report.Processes);
        Assert.NotEmpty(own.Name);
        Assert.True(own.ResidentBytes > 1024 * 1024, $"{own}");
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(own.ProportionalBytes!.Value, own.PrivateBytes!.Value, own.ResidentBytes!.Value);
            Assert.Equal(own.ResidentBytes, own.PrivateBytes + own.SharedBytes);
        }

        Assert.Empty(report.Segments);
        Assert.Equal(own.ResidentBytes, report.ResidentBytes);
    }

    [Fact]
    public void OfProcesses_OneThatIsNotThere_IsUnknownAndNoError()
    {
        MemoryReport report = MemoryReport.OfProcesses(int.MaxValue);

        Assert.Equal(new ProcessMemory(int.MaxValue, ""), Assert.Single(report.Processes));
        Assert.Null(report.ResidentBytes);
        Assert.Null(report.ProportionalBytes);
    }

    [Fact]
    public async Task Report_NamesProcessesSegmentsAndObjects()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { ClientName = "first" });
        await using ObjectClient other = await server.ConnectAsync(new ObjectClientOptions { ClientName = "second" });
        await using SharedArray<double> named = await client.CreateArrayAsync<double>([1000, 10], "grid");
        await using SharedArray<double> again = await other.GetArrayAsync<double>("grid");
        await using SharedArray<int> unnamed = await client.CreateArrayAsync<int>([7]);
        IHoarder hoarder = await client.CreateAsync<IHoarder>();
        hoarder.Hoard(33);

        MemoryReport report = await other.GetMemoryReportAsync();

        Assert.Equal(["grid", null, null], report.Segments.Select(segment => segment.Name));
        Assert.Equal(["<f8[1000, 10]", "<i4[7]", "<i2[33]"], report.Segments.Select(segment => segment.Layout.ToString()));
        Assert.Equal([80_000, 28, 66], report.Segments.Select(segment => segment.Bytes));
        Assert.Equal([2, 1, 0], report.Segments.Select(segment => segment.References));
        Assert.Equal(["first", "second"], report.Segments[0].Holders.Select(holder => holder.Client).Order());
        Assert.Equal([new SegmentHolder("first", Environment.ProcessId)], report.Segments[1].Holders);
        Assert.Equal(0UL, report.Segments[2].ObjectId);
        Assert.Equal(80_094, report.SegmentBytes);
        Assert.Equal([new ObjectCount("memory", typeof(ISharedMemory).FullName!, 2), new ObjectCount("hoarder", typeof(IHoarder).FullName!, 1)], report.Objects);

        // The test's own clients are in the server's process.
        ProcessMemory process = Assert.Single(report.Processes);
        Assert.True(process is { IsServer: true, ResidentBytes: > 0 } && process.Id == Environment.ProcessId, $"{process}");
        Assert.Equal(OperatingSystem.IsLinux() ? 2 : 0, process.Sessions);
    }

    [Fact]
    public async Task Report_HasTheProcessesOfClientsOnTheSocket_AndForgetsThemWhenTheyEnd()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        await using (KillingProcess child = KillingProcess.Start(server.Address, seed: 1))
        {
            await child.BusyAsync(1);

            ProcessMemory found = Assert.Single((await client.GetMemoryReportAsync()).Processes, process => process.Id == child.Id);

            Assert.True(found is { IsServer: false, Sessions: 1, ProportionalBytes: > 0, PrivateBytes: > 0, SharedBytes: > 0 }, $"{found}");
            child.Kill();
            await child.KilledAsync();
            Assert.DoesNotContain((await client.GetMemoryReportAsync()).Processes, process => process.Id == child.Id);
        }
    }

    [Fact]
    public async Task Report_GoesThroughJsonUnchanged()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([5], "five");
        MemoryReport report = await client.GetMemoryReportAsync();

        MemoryReport back = JsonSerializer.Deserialize<MemoryReport>(JsonSerializer.Serialize(report))!;

        Assert.Equal(report.Taken, back.Taken);
        Assert.Equal(report.Processes, back.Processes);
        Assert.Equal(report.Objects, back.Objects);
        SegmentMemory segment = Assert.Single(back.Segments);
        Assert.Equal(("five", "<f8[5]", 40), (segment.Name, segment.Layout.ToString(), segment.Bytes));
        Assert.Equal(report.Segments[0].Holders, segment.Holders);
    }

    [Fact]
    public async Task Report_WhereThereAreRules_IsForWhoMayAdminister_AndShowsWhatThatOneMayUse()
    {
        await using TestServer server = await StartAsync(builder => builder
            .Allow(AllowedClients.WithKey(Watchers), ObjectPermissions.All ^ ObjectPermissions.Administer)
            .Allow(AllowedClients.WithKey(Reporters), ObjectPermissions.Administer)
            .Allow(AllowedClients.WithKey(Reporters), ObjectPermissions.Call, namePrefix: "open/"));
        await using ObjectClient watcher = await ConnectAsync(server, Watchers);
        await using ObjectClient reporter = await ConnectAsync(server, Reporters);
        await using SharedArray<byte> open = await watcher.CreateArrayAsync<byte>([10], "open/one");
        await using SharedArray<byte> closed = await watcher.CreateArrayAsync<byte>([20], "closed");
        await using SharedArray<byte> unnamed = await watcher.CreateArrayAsync<byte>([30]);
        (await watcher.CreateAsync<IHoarder>()).Hoard(40);

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => watcher.GetMemoryReportAsync());
        MemoryReport report = await reporter.GetMemoryReportAsync();

        Assert.Contains("administer", denied.Message, StringComparison.Ordinal);
        Assert.Equal(["open/one"], report.Segments.Select(segment => segment.Name));
        Assert.Equal([new ObjectCount("memory", typeof(ISharedMemory).FullName!, 1)], report.Objects);
        Assert.True(report.Processes[0].IsServer);
    }

    [Fact]
    public async Task Report_OfAServerInThisProcess_CountsItsSessions()
    {
        await using TestServer server = await TestServer.StartInProcessAsync(_ => { });
        await using ObjectClient client = await server.ConnectAsync();

        MemoryReport report = await client.GetMemoryReportAsync();

        Assert.Equal((true, 1), Assert.Single(report.Processes.Select(process => (process.IsServer, process.Sessions))));
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerBuilder>? more = null) => TestServer.StartAsync(
        builder =>
        {
            builder.AddType<IHoarder, Hoarder>("hoarder");
            more?.Invoke(builder);
        },
        options =>
        {
            if (more is null) return;
            options.AuthKeys[Watchers] = Watchers;
            options.AuthKeys[Reporters] = Reporters;
        },
        socketLink: true);

    private static Task<ObjectClient> ConnectAsync(TestServer server, string name) =>
        server.ConnectAsync(new ObjectClientOptions { AuthKey = name, AuthKeyName = name });
}
