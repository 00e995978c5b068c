using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class CredentialsTests(TlsServer server) : IClassFixture<TlsServer>
{
    [Fact]
    public async Task CallCredentials_ChannelAllowsThemInClearText_AreSentForTheCallTheyAreAskedFor()
    {
        AuthInterceptorContext? asked = null;
        CallCredentials credentials = CallCredentials.FromInterceptor((context, headers) =>
        {
            asked = context;
            headers.Add("authorization", "Bearer t");
            return Task.CompletedTask;
        });
        using GrpcChannel channel = server.Open(
            Transport.Tcp, out Echo.EchoClient client, options => options.UnsafeUseInsecureChannelCallCredentials = true);

        EchoReply reply = await client.UnaryAsync(new(), new CallOptions(credentials: credentials)).ResponseAsync.Bounded();

        Assert.Equal("Bearer t", Seen(reply, "authorization"));
        Assert.Equal($"{server.Address(Transport.Tcp)}/grpcstandins.v1.Echo", asked!.ServiceUrl);
        Assert.Equal("Unary", asked.MethodName);
    }

    [Fact]
    public async Task CallCredentials_ChannelInClearText_AreNotSent()
    {
        using GrpcChannel channel = server.Open(Transport.Tcp, out Echo.EchoClient client);
        CallOptions options = new(credentials: Adding("authorization", "t"));

        EchoReply reply = await client.UnaryAsync(new(), options).ResponseAsync.Bounded();

        Assert.Null(Seen(reply, "authorization"));
    }

    [Fact]
    public async Task CallCredentials_Composed_AreAllSent()
    {
        using GrpcChannel channel = server.Open(
            Transport.Tcp, out Echo.EchoClient client, options => options.UnsafeUseInsecureChannelCallCredentials = true);
        CallCredentials credentials = CallCredentials.Compose(Adding("x-first", "1"), Adding("x-second", "2"));

        EchoReply reply = await client.UnaryAsync(new(), new CallOptions(credentials: credentials)).ResponseAsync.Bounded();

        Assert.Equal("1", Seen(reply, "x-first"));
        Assert.Equal("2", Seen(reply, "x-second"));
    }

    [Fact]
    public async Task ChannelCredentials_SecureWithCallCredentials_AreSentOverTlsWithTheClientCertificate()
    {
        ChannelCredentials credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Adding("authorization", "Bearer s"));
        using GrpcChannel channel = server.OpenTls(options => options.Credentials = credentials);

        EchoReply reply = await new Echo.EchoClient(channel).UnaryAsync(new()).ResponseAsync.Bounded();

        Assert.Equal("Bearer s", Seen(reply, "authorization"));
        Assert.True(reply.Served.PeerAuthenticated);
        Assert.Contains("localhost", reply.Served.PeerIdentity, StringComparison.Ordinal);
    }

    [Fact]
    public void ChannelCredentials_InsecureOnASecureAddress_AreRefused()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(
            () => server.OpenTls(options => options.Credentials = ChannelCredentials.Insecure));

        Assert.Contains("Insecure", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ChannelCredentials_InsecureWithCallCredentials_AreRefused() =>
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Adding("authorization", "t")));

    [Fact]
    public void CallCredentials_ComposedOfOne_AreRefused() =>
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Adding("authorization", "t")));

    private static CallCredentials Adding(string key, string value) => CallCredentials.FromInterceptor((_, headers) =>
    {
        headers.Add(key, value);
        return Task.CompletedTask;
    });

    private static string? Seen(EchoReply reply, string key) => reply.Served.Headers.SingleOrDefault(header => header.Key == key)?.Text;
}
