using Grpc.Core;
using ObjectServer.IntegrationTests.Batches;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Snapshots through the unary service.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private UnaryClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<IVessel, Vessel>("vessel").AddType<IGauges, Gauges>());
        _client = await UnaryClient.OpenAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Snapshot_OfAllProperties_HasThemInTheOrderOfTheContract()
    {
        ulong vessel = await _client.CreateAsync("vessel");
        await _client.SetAsync(vessel, "Count", Integer(3));

        SnapshotReply reply = await TakeAsync(vessel);

        Assert.Equal(["Count", "Label", "Levels", "Inner", "Left", "Right"], reply.Properties.Select(property => property.Name));
        Assert.Equal(3, reply.Properties[0].Value.Integer);
        Assert.Equal("vessel", reply.Properties[1].Value.Text);
        Assert.True(reply.Properties[3].Value.Null);
    }

    [Fact]
    public async Task Snapshot_OfNamedProperties_HasTheseInTheirOrder()
    {
        ulong vessel = await _client.CreateAsync("vessel");

        SnapshotReply reply = await TakeAsync(vessel, "Label", "Count");

        Assert.Equal([("Label", "vessel"), ("Count", "")], reply.Properties.Select(property => (property.Name, property.Value.Text)));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => TakeAsync(vessel, "Cuont"))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => TakeAsync(vessel, "Item"))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => TakeAsync(999))).StatusCode);
    }

    [Fact]
    public async Task Snapshot_ReferencesInIt_AreHeld()
    {
        ulong vessel = await _client.CreateAsync("vessel");
        ObjectReply inner = await _client.Stub.CreateAsync(new CreateRequest { Type = "vessel" }, _client.Options);
        await _client.SetAsync(vessel, "Inner", new Value { Reference = inner.Reference });

        SnapshotReply reply = await TakeAsync(vessel, "Inner");

        Assert.Equal(inner.Reference.Object, reply.Properties[0].Value.Reference.Object);
        await _client.Stub.ReleaseAsync(new ReleaseRequest { Objects = { inner.Reference.Object } }, _client.Options);
        Assert.Equal(0, (await _client.GetAsync(inner.Reference.Object, "Count")).Integer);
    }

    [Fact]
    public async Task Snapshot_OfASerializedObject_SeesNoHalfOfAnUpdate()
    {
        ulong vessel = await _client.CreateAsync("vessel");
        Meeting meeting = Meetings.New();
        Task writing = _client.InvokeAsync(vessel, "SetBothAsync", Integer(7), Text(meeting.Name));
        await meeting.Begun.WaitAsync(Guard);

        Task<SnapshotReply> taking = TakeAsync(vessel, "Left", "Right");
        await Eventually.SoAsync(() => _server.Objects.Find(vessel)!.Gate!.Waiting == 1);
        meeting.End();

        Assert.All((await taking.WaitAsync(Guard)).Properties, property => Assert.Equal(7, property.Value.Integer));
        await writing.WaitAsync(Guard);
    }

    [Fact]
    public async Task Snapshot_PropertyThatThrows_IsNamed()
    {
        ulong gauges = await _client.CreateAsync("gauges");
        await _client.InvokeAsync(gauges, "Break", Text("the needle is bent"));

        var thrown = await Assert.ThrowsAsync<RpcException>(() => TakeAsync(gauges));

        Assert.Equal(StatusCode.Unknown, thrown.StatusCode);
        Assert.Contains("Pressure", thrown.Status.Detail, StringComparison.Ordinal);
    }

    private async Task<SnapshotReply> TakeAsync(ulong id, params string[] properties) =>
        await _client.Stub.SnapshotAsync(new SnapshotRequest { Object = id, Properties = { properties } }, _client.Options);
}
