using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class CallKindTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const int Many = 500;

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Unary_Awaited_GivesResponseHeadersAndStatus(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new() { Text = "hé", Payload = Bytes.Of(1, 2, 3) });
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal("hé", reply.Text);
        Assert.Equal(Bytes.Of(1, 2, 3), reply.Payload);
        Assert.NotNull((await call.ResponseHeadersAsync.Bounded()).GetValue("date"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Unary_Blocking_GivesResponse(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);

        EchoReply reply = await Task.Run(() => client.Unary(new() { Text = "b" })).Bounded();

        Assert.Equal("b", reply.Text);
    }

    [Theory]
    [InlineData(Transport.Tcp, "ipv4:127.0.0.1:", "127.0.0.1:")]
    [InlineData(Transport.UnixSocket, "unknown", "localhost")]
    public async Task ServerContext_OfACall_SaysWhoCallsWhat(Transport transport, string peer, string host)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);

        Served served = (await client.UnaryAsync(new()).ResponseAsync.Bounded()).Served;

        Assert.Equal("/grpcstandins.v1.Echo/Unary", served.Method);
        Assert.StartsWith(peer, served.Peer, StringComparison.Ordinal);
        Assert.StartsWith(host, served.Host, StringComparison.Ordinal);
        Assert.Equal(0, served.Deadline);
        Assert.False(served.PeerAuthenticated);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task ServerStream_ReadToItsEnd_GivesAllResponsesInOrder(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        List<int> indexes = [];

        using AsyncServerStreamingCall<EchoReply> call = client.Repeat(new() { Count = Many });
        while (await call.ResponseStream.MoveNext().Bounded())
        {
            indexes.Add(call.ResponseStream.Current.Index);
        }

        Assert.Equal(Enumerable.Range(0, Many), indexes);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task ClientStream_Completed_GivesOneResponseToAllRequests(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);

        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect();
        for (int i = 0; i < Many; i++)
        {
            await call.RequestStream.WriteAsync(new() { Text = "x" }, CancellationToken.None).Bounded();
        }
        await call.RequestStream.CompleteAsync().Bounded();
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal(Many, reply.Index);
        Assert.Equal(new string('x', Many), reply.Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task DuplexStream_RequestByRequest_GivesEachItsResponse(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        List<string> texts = [];

        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();
        for (int i = 0; i < Many; i++)
        {
            await call.RequestStream.WriteAsync(new() { Text = $"m{i}" }).Bounded();
            Assert.True(await call.ResponseStream.MoveNext().Bounded());
            texts.Add(call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync().Bounded();

        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"m{i}"), texts);
        Assert.False(await call.ResponseStream.MoveNext().Bounded());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task DuplexStream_RequestsHintedToBuffer_AllArriveWithTheLastOne(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();

        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        await call.RequestStream.WriteAsync(new() { Text = "1" }).Bounded();
        await call.RequestStream.WriteAsync(new() { Text = "2" }).Bounded();
        call.RequestStream.WriteOptions = WriteOptions.Default;
        await call.RequestStream.WriteAsync(new() { Text = "3" }).Bounded();
        await call.RequestStream.CompleteAsync().Bounded();
        List<EchoReply> replies = await call.ResponseStream.ReadAllAsync().ToListAsync().AsTask().Bounded();

        Assert.Equal(["1", "2", "3"], replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task Channel_Used_GoesFromIdleToReadyToShutdown()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        List<ConnectivityState> states = [channel.State];

        await channel.ConnectAsync().Bounded();
        states.Add(channel.State);
        await channel.ShutdownAsync().Bounded();
        channel.Dispose();
        states.Add(channel.State);

        Assert.Equal([ConnectivityState.Idle, ConnectivityState.Ready, ConnectivityState.Shutdown], states);
    }
}
