using ObjectServer.Client;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>What a server counts of its calls, per type and member.</summary>
public sealed class StatisticsTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_AreCountedWithTheirTimesAndErrors_UnlessSwitchedOff(bool counts)
    {
        using var measured = new Measured();
        await using TestServer server = await StartAsync(measured, options => options.MemberStatistics = counts);
        await using ObjectClient client = await server.ConnectAsync();
        IMeasured proxy = await client.GetAsync<IMeasured>("measured");

        for (int i = 0; i < 100; i++) proxy.Add(i, 1);
        proxy.Add(1);
        proxy.Number = 5;
        for (int i = 0; i < 20; i++) Assert.Throws<InvalidOperationException>(() => proxy.Fail($"no. {i}"));

        if (!counts)
        {
            Assert.Empty(server.Statistics.Read());
            return;
        }

        string type = nameof(Measured);
        await Eventually.EqualAsync(122, () => server.Statistics.Read().Sum(member => member.Calls));
        Assert.All(server.Statistics.Read(), member => Assert.Equal(type, member.Type));
        MemberReport add = Find(server, $"{typeof(IMeasured).FullName}.Add(System.Int32,System.Int32)");
        Assert.Equal((100L, 0L, 100L), (add.Calls, add.Errors, add.Duration.Count));
        Assert.InRange(add.Duration.P50, TimeSpan.Zero, add.Duration.P99);
        Assert.InRange(add.Duration.P99, TimeSpan.Zero, add.Duration.Max);
        Assert.InRange(add.Duration.Max, TimeSpan.FromTicks(1), add.Duration.Sum);
        Assert.Equal(1, Find(server, $"{typeof(IMeasured).FullName}.Add(System.Int32)").Calls);
        Assert.Equal(1, Find(server, "Number.set").Calls);
        MemberReport fail = Find(server, "Fail");
        Assert.Equal((20L, 20L), (fail.Calls, fail.Errors));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"no. {19 - i}"), fail.LastErrors.Select(error => error.Message));
        Assert.All(fail.LastErrors, error => Assert.Equal("System.InvalidOperationException", error.Type));
    }

    [Fact]
    public async Task Waits_AndCancelledCalls_AndRefusedOnes_AreToldApart()
    {
        using var measured = new Measured();
        await using TestServer server = await StartAsync(measured, options => options.MaxWaitingCalls = 1);
        await using ObjectClient client = await server.ConnectAsync();
        IMeasured proxy = await client.GetAsync<IMeasured>("measured");
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();

        Task inside = proxy.WaitAsync(first.Token);
        await Eventually.EqualAsync(1, () => measured.Inside);
        Task waiting = proxy.WaitAsync(second.Token);
        await Eventually.EqualAsync(1, () => server.Objects.Find(client.ReferenceOf(proxy).ObjectId)!.Gate!.Waiting);
        await Assert.ThrowsAsync<LimitExceededException>(() => proxy.WaitAsync(default).WaitAsync(Guard));
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Task behind = proxy.WaitAsync(default);
        await Eventually.EqualAsync(1, () => server.Objects.Find(client.ReferenceOf(proxy).ObjectId)!.Gate!.Waiting);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inside.WaitAsync(Guard));
        measured.Go();
        await behind.WaitAsync(Guard);

        await Eventually.SoAsync(() => Find(server, "WaitAsync") is { Calls: 2, Cancelled: 2, Refused: 1, Errors: 0 });
        MemberReport report = Find(server, "WaitAsync");
        Assert.Equal(2, report.Wait.Count);
        Assert.True(report.Wait.Max > TimeSpan.Zero, $"{report}");
    }

    [Fact]
    public async Task Forms_OfAGenericType_AreCountedTogether()
    {
        await using TestServer server = await TestServer.StartAsync(_ => { });
        await using ObjectClient client = await server.ConnectAsync();

        ISharedValue<int> number = await client.CreateAsync<ISharedValue<int>>([1]);
        ISharedValue<string> text = await client.CreateAsync<ISharedValue<string>>(["one"]);
        number.Value = 5;
        text.Value = "five";

        await Eventually.SoAsync(() => server.Statistics.Read().SingleOrDefault(member => member is { Type: "SharedValue", Member: "Value.set" })?.Calls == 2);
    }

    [Fact]
    public async Task Snapshots_AreCounted_AndCallsOfBatchesToo()
    {
        using var measured = new Measured();
        await using TestServer server = await StartAsync(measured);
        await using ObjectClient client = await server.ConnectAsync();
        IMeasured proxy = await client.GetAsync<IMeasured>("measured");

        await client.SnapshotAsync(proxy).WaitAsync(Guard);
        ObjectBatch batch = client.Batch(new BatchOptions { Atomic = true });
        batch.Add(proxy, one => one.Add(1));
        await batch.RunAsync().WaitAsync(Guard);

        await Eventually.EqualAsync(2, () => server.Statistics.Read().Sum(member => member.Calls));
        Assert.Equal(1, Find(server, "(snapshot)").Calls);
    }

    private static MemberReport Find(TestServer server, string member) => server.Statistics.Read().Single(report => report.Member == member);

    private static Task<TestServer> StartAsync(Measured measured, Action<ObjectServerOptions>? configure = null) =>
        TestServer.StartAsync(server => server.AddObject<IMeasured>("measured", measured), configure);
}
