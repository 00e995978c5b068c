using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class DeadlineTests(EchoServer server) : IClassFixture<EchoServer>
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Deadline_FarAway_ReachesTheServer(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        DateTimeOffset deadline = TimeProvider.System.GetUtcNow().AddHours(1);

        EchoReply reply = await client.UnaryAsync(new(), deadline: deadline.UtcDateTime).ResponseAsync.Bounded();

        // What travels is the time that is left, so the server's deadline is later by the time of travel, which has no upper bound.
        DateTimeOffset seen = DateTimeOffset.FromUnixTimeMilliseconds(reply.Served.Deadline);
        Assert.InRange(seen, deadline.AddSeconds(-1), deadline.AddMinutes(5));
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Deadline_PassesWhileTheHandlerWaits_EndsTheCallOnBothSides(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        Meeting meeting = server.Meetings.Open($"deadline {transport}");
        await client.UnaryAsync(new()).ResponseAsync.Bounded();
        DateTimeOffset deadline = TimeProvider.System.GetUtcNow().AddSeconds(2);

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new() { Meet = $"deadline {transport}" }, deadline: deadline.UtcDateTime);
        await meeting.Arrived.Bounded();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Bounded());
        await meeting.Cancelled.Bounded();

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Deadline_PassedAlready_EndsTheCallBeforeItStarts()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.UnaryAsync(new(), deadline: Start.AddDays(-1).UtcDateTime).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(ConnectivityState.Idle, channel.State);
    }

    [Fact]
    public async Task Deadline_PassesWhileWaitingForAServer_EndsTheCall()
    {
        SocketsHttpHandler handler = new() { ConnectCallback = async (_, cancelled) => await NeverAsync(cancelled) };
        using GrpcChannel channel = GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = handler, DisposeHttpClient = true });
        DateTimeOffset deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(200);
        CallOptions options = new CallOptions(deadline: deadline.UtcDateTime).WithWaitForReady();

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => new Echo.EchoClient(channel).UnaryAsync(new(), options).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    private static Task<Stream> NeverAsync(CancellationToken cancellationToken) =>
        new TaskCompletionSource<Stream>().Task.WaitAsync(cancellationToken);
}
