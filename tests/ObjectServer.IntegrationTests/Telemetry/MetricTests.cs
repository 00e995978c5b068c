using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>What is measured, by the names that docs/telemetry.md gives.</summary>
public sealed class MetricTests
{
    private static readonly string Type = nameof(Measured);

    [Fact]
    public async Task Calls_AreMeasuredOnBothSides()
    {
        using var values = new MeasuredValues();
        using var measured = new Measured();
        await using TestServer server = await TestServer.StartAsync(server => server.AddObject<IMeasured>("measured", measured));
        await using ObjectClient client = await server.ConnectAsync();
        IMeasured proxy = await client.GetAsync<IMeasured>("measured");

        proxy.Number = 3;
        Assert.Throws<InvalidOperationException>(() => proxy.Fail("no"));

        await Eventually.EqualAsync(2, () => server.Statistics.Read().Sum(member => member.Calls));
        values.Collect();
        Assert.Contains((1, "{call}", $"objectserver.member=Number.set objectserver.outcome=ok objectserver.type={Type}"), values.Of("objectserver.calls"));
        Assert.Contains((1, "{call}", $"objectserver.member=Fail objectserver.outcome=error objectserver.type={Type}"), values.Of("objectserver.calls"));
        Assert.Contains(values.Of("objectserver.call.duration"), one =>
            one is { Value: > 0 and < 60, Unit: "s" } && one.Tags == $"objectserver.member=Number.set objectserver.outcome=ok objectserver.type={Type}");
        Assert.Contains(values.Of("objectserver.call.wait"), one => one.Unit == "s" && one.Tags == $"objectserver.member=Fail objectserver.type={Type}");
        Assert.Contains(values.Of("objectserver.client.call.duration"), one =>
            one is { Value: > 0, Unit: "s" } && one.Tags == $"objectserver.contract={typeof(IMeasured).FullName} objectserver.member=Fail objectserver.outcome=error");
    }

    [Fact]
    public async Task Server_MeasuresWhatItHasAtTheMoment()
    {
        using var measured = new Measured();
        await using TestServer server = await TestServer.StartAsync(server => server.AddObject<IMeasured>("measured", measured), options => options.CpuLaneThreads = 1);
        await using ObjectClient client = await server.ConnectAsync();
        IMeasured proxy = await client.GetAsync<IMeasured>("measured");
        Task computing = proxy.ComputeAsync();
        await Eventually.EqualAsync(1, () => measured.Inside);

        using var values = new MeasuredValues();
        values.Collect();

        // Other servers of this process measure too.
        Assert.Contains((1, "{session}", "objectserver.session.kind=link"), values.Of("objectserver.sessions"));
        Assert.Contains((0, "{session}", "objectserver.session.kind=unary"), values.Of("objectserver.sessions"));
        Assert.Contains((1, "{link}", ""), values.Of("objectserver.links"));
        Assert.Contains((1, "{object}", $"objectserver.type={Type}"), values.Of("objectserver.objects"));
        Assert.Contains((1, "{call}", ""), values.Of("objectserver.calls.pending"));
        Assert.Contains((1, "{thread}", ""), values.Of("objectserver.cpu_lane.running"));
        Assert.Contains((0, "{call}", ""), values.Of("objectserver.cpu_lane.waiting"));
        Assert.Contains((1, "{thread}", ""), values.Of("objectserver.cpu_lane.threads"));
        Assert.Contains((0, "By", ""), values.Of("objectserver.memory.shared"));
        Assert.Contains(values.Of("objectserver.client.connections"), one => one.Value >= 1);
        Assert.Contains(values.Of("objectserver.client.calls.pending"), one => one.Value >= 1);
        Assert.Single(values.Of("objectserver.client.reconnects"));
        measured.Go();
        await computing;
    }
}
