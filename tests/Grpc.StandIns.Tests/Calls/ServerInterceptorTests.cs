using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;
using Status = Grpc.Core.Status;

namespace Grpc.StandIns.Tests.Calls;

public sealed class ServerInterceptorTests(ServerInterceptorTests.InterceptedServer server)
    : IClassFixture<ServerInterceptorTests.InterceptedServer>
{
    [Fact]
    public async Task Unary_TwoInterceptors_PassedInOrderOnTheWayToTheHandler()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new());
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal(["outer unary", "inner unary"], reply.Served.Marks);
        Assert.Equal(["outer unary", "inner unary"], Marks(call.GetTrailers()));
    }

    [Fact]
    public async Task ClientStream_TwoInterceptors_PassedInOrderOnTheWayToTheHandler()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        using AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect();
        await call.RequestStream.CompleteAsync().Bounded();
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal(["outer client", "inner client"], reply.Served.Marks);
    }

    [Fact]
    public async Task ServerStream_TwoInterceptors_PassedInOrderOnTheWayToTheHandler()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        using AsyncServerStreamingCall<EchoReply> call = client.Repeat(new());
        await call.ResponseStream.MoveNext().Bounded();

        Assert.Equal(["outer server", "inner server"], Marks(call.GetTrailers()));
    }

    [Fact]
    public async Task DuplexStream_TwoInterceptors_PassedInOrderOnTheWayToTheHandler()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();
        await call.RequestStream.CompleteAsync().Bounded();
        await call.ResponseStream.MoveNext().Bounded();

        Assert.Equal(["outer duplex", "inner duplex"], Marks(call.GetTrailers()));
    }

    [Fact]
    public async Task Unary_HandlerThrowsWhatAnInterceptorCatches_EndsWithTheStatusOfTheInterceptor()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => client.UnaryAsync(new() { Ending = Ending.Throw, Detail = "caught" }).ResponseAsync.Bounded());

        Assert.Equal(new Status(StatusCode.FailedPrecondition, "caught"), failure.Status);
    }

    private static IEnumerable<string> Marks(Metadata trailers) => trailers.GetAll("x-mark").Select(trailer => trailer.Value);

    /// <summary>A server with two interceptors.</summary>
    public sealed class InterceptedServer : EchoServer
    {
        protected override void Configure(GrpcServiceOptions options)
        {
            options.Interceptors.Add<MarkingInterceptor>("outer");
            options.Interceptors.Add<MarkingInterceptor>("inner");
        }
    }
}
