using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class ClientInterceptorTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public async Task Intercept_Several_SeeEveryKindOfCallInTheOrderGiven()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        List<string> log = [];
        Echo.EchoClient client = new(channel.Intercept(new LoggingInterceptor("a", log), new LoggingInterceptor("b", log)));

        await Task.Run(() => client.Unary(new())).Bounded();
        await client.UnaryAsync(new()).ResponseAsync.Bounded();
        using (AsyncServerStreamingCall<EchoReply> call = client.Repeat(new()))
        {
            await call.ResponseStream.MoveNext().Bounded();
        }
        using (AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect())
        {
            await call.RequestStream.CompleteAsync().Bounded();
            await call.ResponseAsync.Bounded();
        }
        using (AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse())
        {
            await call.RequestStream.CompleteAsync().Bounded();
            await call.ResponseStream.MoveNext().Bounded();
        }

        string[] kinds = ["blocking", "unary", "server", "client", "duplex"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"a {kind}", $"b {kind}" }), log);
    }

    [Fact]
    public async Task Intercept_HeadersAdded_ReachTheServer()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        Echo.EchoClient client = new(channel.Intercept(new LoggingInterceptor("a", [])));

        EchoReply reply = await client.UnaryAsync(new(), new Metadata { { "x-own", "1" } }).ResponseAsync.Bounded();

        Assert.Contains(reply.Served.Headers, header => header is { Key: "x-own", Text: "1" });
        Assert.Contains(reply.Served.Headers, header => header is { Key: "x-by", Text: "a" });
    }

    [Fact]
    public async Task Intercept_HeadersChangedByAFunction_ReachTheServerWithEveryKindOfCall()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        Echo.EchoClient client = new(channel.Intercept(headers => [.. headers, new Metadata.Entry("x-by", "function")]));

        List<Served> served = [];
        served.Add((await Task.Run(() => client.Unary(new())).Bounded()).Served);
        served.Add((await client.UnaryAsync(new()).ResponseAsync.Bounded()).Served);
        using (AsyncClientStreamingCall<EchoRequest, EchoReply> call = client.Collect(new Metadata { { "x-own", "1" } }))
        {
            await call.RequestStream.CompleteAsync().Bounded();
            served.Add((await call.ResponseAsync.Bounded()).Served);
        }
        using (AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse())
        {
            await call.RequestStream.WriteAsync(new()).Bounded();
            await call.ResponseStream.MoveNext().Bounded();
            served.Add(call.ResponseStream.Current.Served);
        }
        using AsyncServerStreamingCall<EchoReply> streaming = client.Repeat(new() { EchoHeaders = true });
        Metadata echoed = await streaming.ResponseHeadersAsync.Bounded();

        Assert.All(served, call => Assert.Contains(call.Headers, header => header is { Key: "x-by", Text: "function" }));
        Assert.Contains(served[2].Headers, header => header is { Key: "x-own", Text: "1" });
        Assert.Equal("function", echoed.GetValue("x-by"));
    }

    [Fact]
    public async Task Intercept_ResponseReplaced_GivesTheReplacementAndPassesTheRestOn()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp);
        Echo.EchoClient client = new(channel.CreateCallInvoker().Intercept(new ReplacingInterceptor()));

        using AsyncUnaryCall<EchoReply> call = client.UnaryAsync(new() { EchoHeaders = true }, new Metadata { { "x-own", "1" } });
        EchoReply reply = await call.ResponseAsync.Bounded();

        Assert.Equal("replaced", reply.Text);
        Assert.Equal("1", (await call.ResponseHeadersAsync.Bounded()).GetValue("x-own"));
        Assert.Equal("1", call.GetTrailers().GetValue("x-own"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task WithHost_Called_NamesTheHostToTheInvokerButNotOnTheWire()
    {
        using GrpcChannel channel = server.Open(Transport.UnixSocket);
        List<string> log = [];
        Echo.EchoClient client = new Echo.EchoClient(channel.Intercept(new LoggingInterceptor("a", log))).WithHost("elsewhere");

        EchoReply reply = await client.UnaryAsync(new()).ResponseAsync.Bounded();

        Assert.Equal(["a unary elsewhere"], log);
        Assert.Equal("localhost", reply.Served.Host);
    }

    /// <summary>Answers unary calls with a response of its own, once the real one is there.</summary>
    private sealed class ReplacingInterceptor : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            AsyncUnaryCall<TResponse> call = continuation(request, context);
            return new(ReplaceAsync(call), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        private static async Task<TResponse> ReplaceAsync<TResponse>(AsyncUnaryCall<TResponse> call)
        {
            await call;
            return (TResponse)(object)new EchoReply { Text = "replaced" };
        }
    }
}
