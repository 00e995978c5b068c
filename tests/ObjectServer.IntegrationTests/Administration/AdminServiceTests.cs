using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Administration;

/// <summary>The administrators' service as any gRPC client sees it.</summary>
public sealed class AdminServiceTests
{
    [Fact]
    public async Task Request_WithoutASession_IsNotAnswered()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        var admin = new Wire.Admin.AdminClient(channel);

        Failure failure = await Failure.OfAsync(async () => await admin.OverviewAsync(new OverviewRequest()));

        Assert.Equal(StatusCode.Unauthenticated, failure.Status);
        Assert.Equal(ErrorCode.AuthenticationFailed, failure.Error.Code);
    }

    [Fact]
    public async Task EveryRequest_OfASessionWithoutTheRight_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(static builder => builder.Allow(AllowedClients.Anybody, ObjectPermissions.Create | ObjectPermissions.Call | ObjectPermissions.Delete));
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        var admin = new Wire.Admin.AdminClient(channel);
        Func<Task>[] requests =
        [
            async () => await admin.OverviewAsync(new OverviewRequest(), client.Options),
            async () => await admin.ListObjectsAsync(new ListObjectsRequest(), client.Options),
            async () => await admin.ListSessionsAsync(new ListSessionsRequest(), client.Options),
            async () => await admin.DescribeSessionAsync(new DescribeSessionRequest { Number = 1 }, client.Options),
            async () => await admin.ListLocksAsync(new ListLocksRequest(), client.Options),
            async () => await admin.ListMemoryAsync(new ListMemoryRequest(), client.Options),
            async () => await admin.LogTailAsync(new LogTailRequest(), client.Options),
            async () => await admin.WatchLog(new LogTailRequest(), client.Options).ResponseStream.MoveNext(),
            async () => await admin.KickSessionAsync(new KickSessionRequest { Number = 1 }, client.Options),
            async () => await admin.DrainAsync(new DrainRequest(), client.Options),
        ];

        foreach (Func<Task> request in requests)
        {
            Failure failure = await Failure.OfAsync(request);
            Assert.Equal(StatusCode.PermissionDenied, failure.Status);
            Assert.Equal(ErrorCode.AccessDenied, failure.Error.Code);
            Assert.Contains("administer", failure.Error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(Wire.Admin.Descriptor.Methods.Count, requests.Length);
        Assert.False(server.IsDraining);
    }

    [Fact]
    public async Task Page_ThatIsNone_IsABadRequest()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        var admin = new Wire.Admin.AdminClient(channel);

        Failure sorted = await Failure.OfAsync(async () => await admin.ListObjectsAsync(new ListObjectsRequest { Page = new PageRequest { Sort = "colour" } }, client.Options));
        Failure large = await Failure.OfAsync(async () => await admin.ListLocksAsync(new ListLocksRequest { Page = new PageRequest { Limit = 1001 } }, client.Options));

        Assert.Equal(StatusCode.InvalidArgument, sorted.Status);
        Assert.Contains("references", sorted.Error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.InvalidRequest, large.Error.Code);
    }

    [Fact]
    public async Task KickedUnarySession_IsNotKnownAnyMore_AndItsCallsFail()
    {
        var waiter = new Waiter();
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddObject<IWaiter>("waiter", waiter, ObjectConcurrency.Concurrent));
        using UnaryClient kicked = await UnaryClient.OpenAsync(server);
        using UnaryClient other = await UnaryClient.OpenAsync(server);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        var admin = new Wire.Admin.AdminClient(channel);
        ulong id = (await kicked.Stub.GetAsync(new GetRequest { Name = "waiter" }, kicked.Options)).Reference.Object;
        ulong number = server.View.ListSessions(new()).Entries.Min(session => session.Number);
        Task<Failure> waiting = Failure.OfAsync(async () => await kicked.InvokeAsync(id, nameof(IWaiter.WaitAsync)));
        await Eventually.SoAsync(() => server.View.ListSessions(new(Sort: "number")).Entries[0].PendingCalls is [{ Member: nameof(IWaiter.WaitAsync) }]);

        await admin.KickSessionAsync(new KickSessionRequest { Number = number }, other.Options);

        Failure ended = await waiting;
        Assert.Equal(ErrorCode.SessionEnded, ended.Error.Code);
        Assert.Equal(StatusCode.Aborted, ended.Status);
        Failure later = await Failure.OfAsync(async () => await kicked.Stub.ListAsync(new ListRequest(), kicked.Options));
        Assert.Equal(StatusCode.Unauthenticated, later.Status);
    }
}
