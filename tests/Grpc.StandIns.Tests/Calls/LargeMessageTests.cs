using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class LargeMessageTests(EchoServer server) : IClassFixture<EchoServer>
{
    private static readonly ByteString Large = Bytes.Noise(16 * 1024 * 1024);

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Unary_SixteenMegabytesBothWays_ArriveUnchanged(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);

        EchoReply reply = await client.UnaryAsync(new() { Payload = Large }).ResponseAsync.Bounded();

        Assert.True(Large.Span.SequenceEqual(reply.Payload.Span));
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task DuplexStream_SixteenMegabytesBothWaysTwice_ArriveUnchanged(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();

        for (int i = 0; i < 2; i++)
        {
            await call.RequestStream.WriteAsync(new() { Payload = Large }).Bounded();
            Assert.True(await call.ResponseStream.MoveNext().Bounded());
            Assert.True(Large.Span.SequenceEqual(call.ResponseStream.Current.Payload.Span));
        }
    }

    [Fact]
    public async Task Response_OverTheLimitOfTheChannel_IsResourceExhausted()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client, options => options.MaxReceiveMessageSize = 1024);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.UnaryAsync(new() { Payload = Bytes.Zeros(1024) }).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Request_OverTheLimitOfTheChannel_IsResourceExhausted()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client, options => options.MaxSendMessageSize = 1024);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.UnaryAsync(new() { Payload = Bytes.Zeros(1024) }).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }
}
