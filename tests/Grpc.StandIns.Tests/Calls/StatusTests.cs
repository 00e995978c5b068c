using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class StatusTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const string Detail = "100 % ünï\n漢";

    /// <summary>All codes of failure, over both transports.</summary>
    public static TheoryData<Transport, StatusCode> Failures => new MatrixTheoryData<Transport, StatusCode>(
        Enum.GetValues<Transport>(), Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Unary_HandlerThrowsStatus_ArrivesWithCodeDetailAndTrailers(Transport transport, StatusCode code)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        EchoRequest request = new() { Ending = Ending.ThrowStatus, Code = (int)code, Detail = Detail };

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(request);
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Bounded());

        Assert.Equal(code, failure.StatusCode);
        Assert.Equal(Detail, failure.Status.Detail);
        Assert.Equal("because", failure.Trailers.GetValue("x-why"));
        Assert.Equal([9, 0, 255], failure.Trailers.GetValueBytes("x-why-bin"));
        Assert.Equal(code, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Unary_HandlerSetsStatusAndReturns_ArrivesWithTrailers()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        EchoRequest request = new() { Ending = Ending.SetStatus, Code = (int)StatusCode.Aborted, Detail = Detail };

        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(request).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.Aborted, failure.StatusCode);
        Assert.Equal(Detail, failure.Status.Detail);
        Assert.Equal("set", failure.Trailers.GetValue("x-why"));
    }

    [Fact]
    public async Task Unary_HandlerThrowsSomethingElse_IsUnknownAndKeepsTheDetailToItself()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        EchoRequest request = new() { Ending = Ending.Throw, Detail = "secret" };

        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(request).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("secret", Assert.Single(server.Errors.Take()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerStream_HandlerFailsAfterResponses_GivesTheResponsesFirst()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        EchoRequest request = new() { Count = 5, Ending = Ending.ThrowStatus, Code = (int)StatusCode.DataLoss, Detail = "late" };
        int received = 0;

        using AsyncServerStreamingCall<EchoReply> call = client.Repeat(request);
        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext().Bounded())
            {
                received++;
            }
        });

        Assert.Equal(5, received);
        Assert.Equal(new Status(StatusCode.DataLoss, "late"), failure.Status);
    }

    [Fact]
    public async Task DuplexStream_HandlerFails_EndsBothStreams()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();
        EchoRequest failing = new() { Ending = Ending.ThrowStatus, Code = (int)StatusCode.ResourceExhausted, Detail = "full" };

        await call.RequestStream.WriteAsync(failing).Bounded();
        RpcException reading = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext().Bounded());
        RpcException writing = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new()).Bounded());

        Assert.Equal(new Status(StatusCode.ResourceExhausted, "full"), reading.Status);
        Assert.Equal(StatusCode.ResourceExhausted, writing.StatusCode);
    }

    [Theory]
    [InlineData("grpcstandins.v1.Echo", "Nothing")]
    [InlineData("grpcstandins.v1.Nobody", "Unary")]
    public async Task Unary_NoSuchMethod_IsUnimplemented(string service, string name)
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        Method<string, string> method = new(MethodType.Unary, service, name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), "x").ResponseAsync.Bounded());

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [Fact]
    public async Task Unary_NoServer_IsUnavailableAndKeepsTheCause()
    {
        SocketException cause = new((int)SocketError.ConnectionRefused);
        SocketsHttpHandler handler = new() { ConnectCallback = (_, _) => throw cause };
        using GrpcChannel channel = GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = handler, DisposeHttpClient = true });
        Echo.EchoClient client = new(channel);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new()).ResponseAsync.Bounded());

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.NotNull(failure.InnerException);
        Assert.Same(failure.Status.DebugException, failure.InnerException);
        Assert.Same(cause, failure.InnerException.GetBaseException());
    }

    [Fact]
    public async Task Unary_RetriedByServiceConfig_SucceedsAtTheAttemptThatDoes()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client, Retrying.Configure);

        EchoReply reply = await client.UnaryAsync(new() { Text = "third", FailFirst = 2 }).ResponseAsync.Bounded();

        Assert.Equal("third", reply.Text);
        Assert.Contains(reply.Served.Headers, header => header is { Key: "grpc-previous-rpc-attempts", Text: "2" });
    }

    [Fact]
    public async Task ClientStream_RetriedByServiceConfig_IsWrittenAgainFromItsStart()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client, Retrying.Configure);
        using CancellationTokenSource cancellation = new();
        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect();

        await call.RequestStream.WriteAsync(new() { Text = "a" }, cancellation.Token).Bounded();
        await call.RequestStream.WriteAsync(new() { Text = "b", FailFirst = 1 }, cancellation.Token).Bounded();
        await call.RequestStream.CompleteAsync().Bounded();
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal("ab", reply.Text);
        Assert.Contains(reply.Served.Headers, header => header is { Key: "grpc-previous-rpc-attempts", Text: "1" });
    }
}
