using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>A client of the unary service with nothing but generated code.</summary>
internal sealed class UnaryClient : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel;

    public UnaryClient(TestServer server, string? token = null)
    {
        _channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        Stub = new Wire.Objects.ObjectsClient(_channel);
        if (token is not null) Headers.Add("objectserver-session", token);
    }

    public Wire.Objects.ObjectsClient Stub { get; }

    public Metadata Headers { get; } = [];

    /// <summary>The session's own metadata, and a bound on every wait.</summary>
    public CallOptions Options => new(Headers, TimeProvider.System.GetUtcNow().UtcDateTime + Guard);

    /// <summary>A client that has opened a session.</summary>
    public static async Task<UnaryClient> OpenAsync(TestServer server)
    {
        var client = new UnaryClient(server);
        OpenReply opened = await client.Stub.OpenAsync(new OpenRequest { Protocol = 1, ClientName = "test" }, client.Options);
        client.Headers.Add("objectserver-session", opened.Token);
        return client;
    }

    public async Task<ulong> CreateAsync(string type, params Value[] arguments) =>
        (await Stub.CreateAsync(new CreateRequest { Type = type, Arguments = { arguments } }, Options)).Reference.Object;

    public async Task<Value> InvokeAsync(ulong id, string member, params Value[] arguments) =>
        (await Stub.InvokeAsync(new InvokeRequest { Object = id, Member = member, Arguments = { arguments } }, Options)).Result;

    public async Task<Value> GetAsync(ulong id, string property, params Value[] index) =>
        (await Stub.GetPropertyAsync(new PropertyRequest { Object = id, Property = property, Index = { index } }, Options)).Result;

    public async Task SetAsync(ulong id, string property, Value value, params Value[] index) =>
        await Stub.SetPropertyAsync(new PropertyRequest { Object = id, Property = property, Index = { index }, Value = value }, Options);

    public void Dispose() => _channel.Dispose();
}
