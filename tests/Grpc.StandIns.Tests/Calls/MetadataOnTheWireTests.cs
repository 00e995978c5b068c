using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class MetadataOnTheWireTests(EchoServer server) : IClassFixture<EchoServer>
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task Headers_TextAndBinary_ReachTheHandlerAndComeBackAsHeadersAndTrailers(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        Metadata sent = new() { { "X-Text", "one, two" }, { "x-all-bin", AllBytes } };

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new() { EchoHeaders = true }, sent);
        EchoReply reply = await call.ResponseAsync.Bounded();
        Metadata headers = await call.ResponseHeadersAsync.Bounded();

        Assert.Equal("one, two", Seen(reply, "x-text").Text);
        Assert.Equal(AllBytes, Seen(reply, "x-all-bin").Bytes.ToByteArray());
        foreach (Metadata received in new[] { headers, call.GetTrailers() })
        {
            Assert.Equal("one, two", received.GetValue("x-text"));
            Assert.Equal(AllBytes, received.GetValueBytes("x-all-bin"));
        }
    }

    [Fact]
    public async Task Headers_OfTheSameKey_ArriveJoinedByCommas()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        EchoReply reply = await client.UnaryAsync(new(), new Metadata { { "x-twice", "1" }, { "x-twice", "2" } }).ResponseAsync.Bounded();

        Assert.Equal("1, 2", Seen(reply, "x-twice").Text);
    }

    [Fact]
    public async Task Headers_WithoutAValue_ReachTheHandlerButDoNotComeBack()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        Metadata sent = new() { { "x-empty", "" }, { "x-empty-bin", Array.Empty<byte>() } };

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new() { EchoHeaders = true }, sent);
        EchoReply reply = await call.ResponseAsync.Bounded();
        Metadata headers = await call.ResponseHeadersAsync.Bounded();

        Assert.Equal("", Seen(reply, "x-empty").Text);
        Assert.Empty(Seen(reply, "x-empty-bin").Bytes);
        Assert.DoesNotContain(headers.Concat(call.GetTrailers()), header => header.Key.StartsWith("x-empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_SentAheadOfTheResponse_ArriveWhileTheHandlerWaits()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        Meeting meeting = server.Meetings.Open("headers");

        using AsyncServerStreamingCall<EchoReply> call = client.Repeat(
            new() { EchoHeaders = true, Meet = "headers" }, new Metadata { { "x-early", "yes" } });
        Metadata headers = await call.ResponseHeadersAsync.Bounded();
        Exception? tooEarly = Record.Exception(() => call.GetTrailers());
        await meeting.Arrived.Bounded();
        meeting.Release();

        Assert.Equal("yes", headers.GetValue("x-early"));
        Assert.IsType<InvalidOperationException>(tooEarly);
        Assert.False(await call.ResponseStream.MoveNext().Bounded());
        Assert.Equal("yes", call.GetTrailers().GetValue("x-early"));
    }

    private static Header Seen(EchoReply reply, string key) => reply.Served.Headers.Single(header => header.Key == key);
}
