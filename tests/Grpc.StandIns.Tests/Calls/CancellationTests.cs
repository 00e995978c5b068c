using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class CancellationTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Token_CancelledWhileTheHandlerWaits_EndsTheCallOnBothSides(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        Meeting meeting = server.Meetings.Open($"token {transport}");
        using CancellationTokenSource cancellation = new();

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(
            new() { Meet = $"token {transport}" }, cancellationToken: cancellation.Token);
        await meeting.Arrived.Bounded();
        await cancellation.CancelAsync();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Bounded());
        await meeting.Cancelled.Bounded();

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task ServerStream_DisposedOfBeforeItsEnd_EndsTheCallOnTheServer(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        Meeting meeting = server.Meetings.Open($"dispose {transport}");
        AsyncServerStreamingCall<EchoReply> call = client.Repeat(new() { Count = 1, Meet = $"dispose {transport}" });

        bool first = await call.ResponseStream.MoveNext().Bounded();
        await meeting.Arrived.Bounded();
        call.Dispose();

        Assert.True(first);
        await meeting.Cancelled.Bounded();
    }

    [Fact]
    public async Task DuplexStream_ReadingCancelled_EndsTheCallOnTheServer()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        Meeting meeting = server.Meetings.Open("reading");
        using CancellationTokenSource cancellation = new();
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();

        await call.RequestStream.WriteAsync(new() { Meet = "reading" }).Bounded();
        await meeting.Arrived.Bounded();
        Task<bool> reading = call.ResponseStream.MoveNext(cancellation.Token);
        await cancellation.CancelAsync();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => reading.Bounded());

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await meeting.Cancelled.Bounded();
    }

    [Fact]
    public async Task ClientStream_WrittenWithACancelledToken_IsCancelled()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect();

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => call.RequestStream.WriteAsync(new(), new CancellationToken(canceled: true)).Bounded());

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact]
    public async Task Token_CancelledWhereTheChannelThrowsSo_IsOperationCanceled()
    {
        using GrpcChannel channel = server.Open(
            Transport.Tcp, out Echo.EchoClient client, options => options.ThrowOperationCanceledOnCancellation = true);
        Meeting meeting = server.Meetings.Open("operation canceled");
        using CancellationTokenSource cancellation = new();

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(
            new() { Meet = "operation canceled" }, cancellationToken: cancellation.Token);
        await meeting.Arrived.Bounded();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.ResponseAsync.Bounded());
    }
}
