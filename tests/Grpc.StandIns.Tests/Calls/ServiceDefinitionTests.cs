using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Server;
using Microsoft.AspNetCore.Builder;

namespace Grpc.StandIns.Tests.Calls;

public sealed class ServiceDefinitionTests(ServiceDefinitionTests.HandmadeServer server)
    : IClassFixture<ServiceDefinitionTests.HandmadeServer>
{
    private static readonly Method<string, string> Upper = Describe(MethodType.Unary, "Upper");
    private static readonly Method<string, string> Join = Describe(MethodType.ClientStreaming, "Join");
    private static readonly Method<string, string> Split = Describe(MethodType.ServerStreaming, "Split");
    private static readonly Method<string, string> UpperAll = Describe(MethodType.DuplexStreaming, "UpperAll");

    [Fact]
    public async Task Definition_MadeByHand_ServesEveryKindOfCall()
    {
        using GrpcChannel channel = server.Open(Transport.UnixSocket);
        CallInvoker invoker = channel.CreateCallInvoker();

        string upper = await invoker.AsyncUnaryCall(Upper, null, default, "é").ResponseAsync.Bounded();
        using AsyncClientStreamingCall<string, string> join = invoker.AsyncClientStreamingCall(Join, null, default);
        await join.RequestStream.WriteAsync("a").Bounded();
        await join.RequestStream.WriteAsync("b").Bounded();
        await join.RequestStream.CompleteAsync().Bounded();
        string joined = await join.ResponseAsync.Bounded();
        using AsyncServerStreamingCall<string> split = invoker.AsyncServerStreamingCall(Split, null, default, "a b");
        List<string> parts = await split.ResponseStream.ReadAllAsync().ToListAsync().AsTask().Bounded();
        using AsyncDuplexStreamingCall<string, string> upperAll = invoker.AsyncDuplexStreamingCall(UpperAll, null, default);
        await upperAll.RequestStream.WriteAsync("q").Bounded();
        await upperAll.RequestStream.CompleteAsync().Bounded();
        List<string> uppers = await upperAll.ResponseStream.ReadAllAsync().ToListAsync().AsTask().Bounded();

        Assert.Equal("É", upper);
        Assert.Equal("a+b", joined);
        Assert.Equal(["a", "b"], parts);
        Assert.Equal(["Q"], uppers);
    }

    [Fact]
    public void Builder_SameMethodTwice_IsRefused()
    {
        ServerServiceDefinition.Builder builder = ServerServiceDefinition.CreateBuilder();
        builder.AddMethod(Upper, UnaryAsync);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => builder.AddMethod(Upper, UnaryAsync));

        Assert.Contains("/handmade.Text/Upper", refused.Message, StringComparison.Ordinal);
    }

    private static Method<string, string> Describe(MethodType type, string name) =>
        new(type, "handmade.Text", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    private static Task<string> UnaryAsync(string request, ServerCallContext context) => Task.FromResult(request.ToUpperInvariant());

    private static async Task<string> JoinAsync(IAsyncStreamReader<string> requests, ServerCallContext context) =>
        string.Join('+', await requests.ReadAllAsync(context.CancellationToken).ToListAsync());

    private static async Task SplitAsync(string request, IServerStreamWriter<string> responses, ServerCallContext context)
    {
        foreach (string part in request.Split(' '))
        {
            await responses.WriteAsync(part);
        }
    }

    private static async Task UpperAllAsync(
        IAsyncStreamReader<string> requests, IServerStreamWriter<string> responses, ServerCallContext context)
    {
        while (await requests.MoveNext())
        {
            await responses.WriteAsync(requests.Current.ToUpperInvariant());
        }
    }

    /// <summary>A server without any generated code.</summary>
    public sealed class HandmadeServer : EchoServer
    {
        protected override void Map(WebApplication application)
        {
            ServerServiceDefinition definition = ServerServiceDefinition.CreateBuilder()
                .AddMethod(Upper, UnaryAsync)
                .AddMethod(Join, JoinAsync)
                .AddMethod(Split, SplitAsync)
                .AddMethod(UpperAll, UpperAllAsync)
                .Build();
            application.MapGrpcService(_ => definition);
        }
    }
}
