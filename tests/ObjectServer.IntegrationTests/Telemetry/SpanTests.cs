using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>Spans of calls, from whoever begins them to the last object that they reach. One small subclass for each link.</summary>
public abstract class SpanTests : IAsyncLifetime
{
    private const string Contract = "ObjectServer.IntegrationTests.Telemetry.ITraced";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private ITraced _traced = null!;

    protected virtual bool UnixSocket => false;

    protected virtual bool SocketLink => false;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<ITraced>("other", new Traced(NullLogger<Traced>.Instance)).AddType<ITraced, Traced>("traced").AddType<ITally, Tally>("tally"),
            options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(400),
            UnixSocket,
            SocketLink);
        _client = await _server.ConnectAsync();
        _traced = await _client.CreateAsync<ITraced>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Call_OfAnObjectThatCallsAnother_IsOneTrace()
    {
        using var spans = new SpanCollector();

        await _traced.AskByNameAsync(_server.Address, "other").WaitAsync(Guard);

        await Eventually.SoAsync(() => spans.Named($"{Contract}/AskByNameAsync", ActivityKind.Server).Count == 1);
        Activity made = Assert.Single(spans.Named($"{Contract}/AskByNameAsync", ActivityKind.Client));
        Activity ran = Assert.Single(spans.Named($"{Contract}/AskByNameAsync", ActivityKind.Server));
        Activity madeInTurn = Assert.Single(spans.Named($"{Contract}/CurrentAsync", ActivityKind.Client));
        Activity ranInTurn = Assert.Single(spans.Named($"{Contract}/CurrentAsync", ActivityKind.Server));
        Assert.Equal(spans.Root.SpanId, made.ParentSpanId);
        Assert.Equal(made.SpanId, ran.ParentSpanId);
        Assert.Equal(ran.SpanId, madeInTurn.ParentSpanId);
        Assert.Equal(madeInTurn.SpanId, ranInTurn.ParentSpanId);
        Assert.True(ran.HasRemoteParent);
        Assert.Equal(("ObjectServer.Client", "ObjectServer"), (made.Source.Name, ran.Source.Name));
        Assert.Equal("objectserver", ran.GetTagItem("rpc.system"));
        Assert.Equal(Contract, ran.GetTagItem("rpc.service"));
        Assert.Equal("AskByNameAsync", ran.GetTagItem("rpc.method"));
        Assert.Equal((long)_client.ReferenceOf(_traced).ObjectId, ran.GetTagItem("objectserver.object"));
    }

    [Fact]
    public async Task Callback_OfTheCallersOwnObject_IsOfTheSameTrace()
    {
        using var spans = new SpanCollector();

        string? seen = await Task.Run(() => _traced.Ask(new Traced(NullLogger<Traced>.Instance))).WaitAsync(Guard);

        await Eventually.SoAsync(() => spans.Named($"{Contract}/Ask", ActivityKind.Server).Count == 1);
        Activity asked = Assert.Single(spans.Named($"{Contract}/Ask", ActivityKind.Server));
        Activity calledBack = Assert.Single(spans.Named($"{Contract}/Current", ActivityKind.Client));
        Activity ran = Assert.Single(spans.Named($"{Contract}/Current", ActivityKind.Server));
        Assert.Equal(asked.SpanId, calledBack.ParentSpanId);
        Assert.Equal(calledBack.SpanId, ran.ParentSpanId);
        Assert.Equal(ran.Id, seen);
    }

    [Fact]
    public async Task Properties_Requests_AndSnapshots_AreOfTheTraceToo()
    {
        using var spans = new SpanCollector(state: "vendor=1");

        await Task.Run(() => _traced.Number = 3).WaitAsync(Guard);
        await _client.CreateAsync<ITraced>().WaitAsync(Guard);
        await _client.SnapshotAsync(_traced).WaitAsync(Guard);

        await Eventually.SoAsync(() => spans.Ended.Any(span => span.OperationName.EndsWith("/snapshot", StringComparison.Ordinal)));
        Activity set = Assert.Single(spans.Named($"{Contract}/Number.set", ActivityKind.Server));
        Assert.Equal("vendor=1", set.TraceStateString);
        Assert.Equal(
            Assert.Single(spans.Named("objectserver/Create", ActivityKind.Client)).SpanId, Assert.Single(spans.Named("objectserver/Create", ActivityKind.Server)).ParentSpanId);
        Activity read = Assert.Single(spans.Ended, span => span.OperationName.EndsWith("/snapshot", StringComparison.Ordinal));
        Assert.Equal(Assert.Single(spans.Named("objectserver/Snapshot", ActivityKind.Client)).SpanId, read.ParentSpanId);
    }

    [Fact]
    public async Task Batch_ThatIsAtomic_HasASpanForEachOfItsCalls()
    {
        using var spans = new SpanCollector();

        ObjectBatch batch = _client.Batch(new BatchOptions { Atomic = true });
        batch.Add(_traced, traced => traced.Current());
        batch.Add(_traced, traced => traced.CurrentAsync());
        await batch.RunAsync().WaitAsync(Guard);

        Activity made = Assert.Single(spans.Named("objectserver/Batch", ActivityKind.Client));
        await Eventually.SoAsync(() => spans.Ended.Count(span => span.Kind == ActivityKind.Server) == 2);
        Assert.All(spans.Ended.Where(span => span.Kind == ActivityKind.Server), span => Assert.Equal(made.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Call_ThatFails_SaysSoWithoutItsMessage()
    {
        using var spans = new SpanCollector();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => _traced.Fail("hidden")).WaitAsync(Guard));

        await Eventually.SoAsync(() => spans.Named($"{Contract}/Fail", ActivityKind.Server).Count == 1);
        Assert.All(spans.Ended, span =>
        {
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
            Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("hidden", StringComparison.Ordinal));
            Assert.DoesNotContain("hidden", span.StatusDescription ?? "", StringComparison.Ordinal);
        });
        Assert.Equal(2, spans.Ended.Count);
    }

    [Fact]
    public async Task Call_WhoseLinkBreaksUnderIt_IsOneSpanOnEitherSide()
    {
        await using FaultyProxy proxy = FaultyProxy.Start(_server.Address);
        await using ObjectClient client = await ObjectClient.ConnectAsync(proxy.Address);
        ITally tally = await client.CreateAsync<ITally>([], new CreateOptions { Type = "tally" });
        using var spans = new SpanCollector();

        Task<long> call = tally.AddLaterAsync(1, 1);
        await Eventually.EqualAsync(1, () => tally.Count);
        proxy.Cut();
        await Eventually.SoAsync(() => client.Statistics.Reconnects == 1);
        await tally.OpenAsync().WaitAsync(Guard);
        await call.WaitAsync(Guard);

        await Eventually.SoAsync(() => spans.Ended.Any(span => span.Kind == ActivityKind.Server && span.OperationName.EndsWith("/AddLaterAsync", StringComparison.Ordinal)));
        Activity[] ended = [.. spans.Ended.Where(span => span.OperationName.EndsWith("/AddLaterAsync", StringComparison.Ordinal))];
        Assert.Equal(2, ended.Length);
        Assert.Equal(ended.Single(span => span.Kind == ActivityKind.Client).SpanId, ended.Single(span => span.Kind == ActivityKind.Server).ParentSpanId);
    }
}
