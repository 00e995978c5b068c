using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.StandIns.Tests.Protocol;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class ClientTests
{
    [Fact]
    public void Client_MadeWithoutAChannel_CannotCall()
    {
        TestDouble client = new();

        Assert.Throws<NotImplementedException>(() => client.UnaryAsync(new()));
        Assert.Throws<NotImplementedException>(() => client.Unary(new()));
        Assert.Throws<NotImplementedException>(() => client.Repeat(new()));
        Assert.Throws<NotImplementedException>(() => client.Collect());
        Assert.Throws<NotImplementedException>(() => client.Converse());
    }

    [Fact]
    public void Client_MadeOfNothing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new Echo.EchoClient((CallInvoker)null!));
        Assert.Throws<ArgumentNullException>(() => new Echo.EchoClient(new IdleChannel()).WithHost(null!));
    }

    [Fact]
    public async Task Channel_ShutDownWithoutAnOverride_HasNothingToDo()
    {
        IdleChannel channel = new();

        await channel.ShutdownAsync();

        Assert.Equal("idle", channel.Target);
    }

    [Fact]
    public void Intercept_ArgumentMissing_IsRefused()
    {
        IdleChannel channel = new();

        Assert.Throws<ArgumentNullException>(() => channel.Intercept((Interceptor)null!));
        Assert.Throws<ArgumentNullException>(() => channel.Intercept((Interceptor[])null!));
        Assert.Throws<ArgumentNullException>(() => channel.Intercept((Func<Metadata, Metadata>)null!));
        Assert.Throws<ArgumentNullException>(() => ((ChannelBase)null!).Intercept(headers => headers));
    }

    [Fact]
    public async Task Call_MadeOfPlainFunctions_AnswersByThem()
    {
        Metadata headers = [];
        Metadata trailers = [];
        Status status = new(StatusCode.Aborted, "x");
        int disposed = 0;

        AsyncUnaryCall<string> call = new(Task.FromResult("r"), Task.FromResult(headers), () => status, () => trailers, () => disposed++);
        string awaited = await call;
        string configured = await call.ConfigureAwait(true);
        call.Dispose();

        Assert.Equal("r", awaited);
        Assert.Equal("r", configured);
        Assert.Same(headers, await call.ResponseHeadersAsync);
        Assert.Same(trailers, call.GetTrailers());
        Assert.Equal(status, call.GetStatus());
        Assert.Equal(1, disposed);
    }

    private sealed class TestDouble : Echo.EchoClient
    {
        public CallInvoker Invoker => CallInvoker;
    }

    private sealed class IdleChannel() : ChannelBase("idle")
    {
        public override CallInvoker CreateCallInvoker() => new TestDouble().Invoker;
    }
}
