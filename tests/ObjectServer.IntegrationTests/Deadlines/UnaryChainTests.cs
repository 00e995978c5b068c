using Grpc.Core;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>What ends a call of the unary service ends the calls that its code has made.</summary>
public sealed class UnaryChainTests : ConnectedTests
{
    private readonly Hop _hop = new();
    private readonly Hop _here = new();

    [Fact]
    public Task Cancellation_ReachesTheCallsOfTheMember() => AssertReachesAsync(StatusCode.Cancelled, 0, null);

    [Fact]
    public Task Timeout_ReachesTheCallsOfTheMember() => AssertReachesAsync(StatusCode.DeadlineExceeded, 500, null);

    [Fact]
    public Task Deadline_ReachesTheCallsOfTheMember() => AssertReachesAsync(StatusCode.DeadlineExceeded, 0, TimeSpan.FromSeconds(2));

    protected override void Share(ObjectServerBuilder server) =>
        server.AddObject<IHop>("hop", _hop, ObjectConcurrency.Concurrent).AddType<IShelf, Shelf>("shelf");

    private async Task AssertReachesAsync(StatusCode expected, uint timeoutMs, TimeSpan? deadline)
    {
        IShelf shelf = await Client.GetOrCreateAsync<IShelf>("shelf");
        await shelf.KeepAsync(_here);
        using UnaryClient unary = await UnaryClient.OpenAsync(Server);
        ulong hop = (await unary.Stub.GetAsync(new GetRequest { Name = "hop" }, unary.Options)).Reference.Object;
        ulong taken = (await unary.Stub.GetAsync(new GetRequest { Name = "shelf" }, unary.Options)).Reference.Object;
        Value here = (await unary.Stub.InvokeAsync(new InvokeRequest { Object = taken, Member = "TakeAsync" }, unary.Options)).Result;
        using var cancel = new CancellationTokenSource();
        var options = new CallOptions(unary.Headers, deadline is { } time ? TimeProvider.System.GetUtcNow().UtcDateTime + time : null, cancel.Token);
        var request = new InvokeRequest { Object = hop, Member = "WaitAndTidyAsync", TimeoutMs = timeoutMs, Arguments = { here } };
        Task call = unary.Stub.InvokeAsync(request, options).ResponseAsync;
        await _here.BegunAsync(Guard);

        if (expected == StatusCode.Cancelled) await cancel.CancelAsync();

        RpcException thrown = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(Guard));
        Assert.Equal(expected, thrown.StatusCode);
        await _here.CancelledAsync(Guard);
        await Eventually.SoAsync(() => _here.Notes.Contains("tidied"));
        await Server.UnaryIdleAsync();
    }
}
