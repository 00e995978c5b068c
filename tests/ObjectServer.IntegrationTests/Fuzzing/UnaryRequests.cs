using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>Requests of the unary service as bytes, one of each kind.</summary>
internal sealed class UnaryRequests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly Marshaller<byte[]> Bytes = new(static bytes => bytes, static bytes => bytes);

    private readonly (string Method, byte[] Request)[] _requests;
    private readonly byte[][] _corpus;

    private UnaryRequests(params (string Method, IMessage Request)[] requests)
    {
        _requests = [.. requests.Select(one => (one.Method, one.Request.ToByteArray()))];
        _corpus = [.. _requests.Select(one => one.Request)];
    }

    /// <summary>Requests about an object.</summary>
    public static UnaryRequests Of(ulong id) => new(
        ("Open", new OpenRequest { Protocol = 1, ClientName = SessionRecording.Payload, Nonce = ByteString.CopyFrom(new byte[32]) }),
        ("Open", new OpenRequest { Protocol = 1, Nonce = ByteString.CopyFrom(new byte[32]), Challenge = ByteString.CopyFrom(new byte[32]), Proof = ByteString.CopyFrom(new byte[32]) }),
        ("Create", new CreateRequest { Type = "fuzzed" }),
        ("Get", new GetRequest { Name = "fuzzed" }),
        ("Invoke", new InvokeRequest { Object = id, Member = "Add", Arguments = { new Value { Integer = 1 }, new Value { Integer = 2 } } }),
        ("Invoke", new InvokeRequest { Object = id, Member = "EchoAsync", Arguments = { new Value { Text = SessionRecording.Payload } } }),
        ("Invoke", new InvokeRequest { Object = id, Member = "CountAsync", Arguments = { new Value { Integer = 3 } } }),
        ("Invoke", new InvokeRequest { Object = id, Member = "Same", TypeArguments = { "System.Int32" }, Arguments = { new Value { Integer = 7 } }, TimeoutMs = 5000 }),
        ("GetProperty", new PropertyRequest { Object = id, Property = "Name" }),
        ("SetProperty", new PropertyRequest { Object = id, Property = "Name", Value = new Value { Text = SessionRecording.Payload } }),
        ("Snapshot", new SnapshotRequest { Object = id, Properties = { "Name" } }),
        ("Release", new ReleaseRequest { Objects = { id, 7 } }),
        ("Delete", new DeleteRequest { Name = "nothing of that name" }),
        ("List", new ListRequest { NamePrefix = "no" }),
        ("Describe", new DescribeRequest { Object = id, Type = "fuzzed" }),
        ("Close", new CloseRequest()));

    /// <summary>Opens a session; what every further request carries.</summary>
    public static async Task<Metadata> OpenAsync(GrpcChannel channel)
    {
        var stub = new Wire.Objects.ObjectsClient(channel);
        var request = new OpenRequest { Protocol = 1, ClientName = "fuzz", Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce()) };
        OpenReply first = await stub.OpenAsync(request);
        var proof = HandshakeProof.OfOpen(request.Nonce.Span, first.Challenge.Span, first.Server.Span, first.Generation, "");
        (request.Challenge, request.Proof) = (first.Challenge, ByteString.CopyFrom(proof.OfClient(HandshakeProof.KeyOf(FuzzServer.Key))));
        return new Metadata { { "objectserver-session", (await stub.OpenAsync(request)).Token } };
    }

    /// <summary>Makes an object that can be asked for anything.</summary>
    public static async Task<ulong> CreateAsync(GrpcChannel channel, Metadata headers) =>
        (await new Wire.Objects.ObjectsClient(channel).CreateAsync(new CreateRequest { Type = "fuzzed" }, headers)).Reference.Object;

    /// <summary>A method, and bytes for it.</summary>
    public (string Method, byte[] Request) Draw(Random random)
    {
        (string method, byte[] request) = _requests[random.Next(_requests.Length)];
        return (method, new Mutator(random, _corpus).Change(request));
    }

    /// <summary>Sends bytes as the request of a method; how it was answered.</summary>
    public static async Task<StatusCode> CallAsync(GrpcChannel channel, string method, byte[] request, Metadata headers)
    {
        var called = new Method<byte[], byte[]>(MethodType.Unary, "objectserver.v1.Objects", method, Bytes, Bytes);
        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime + Guard);
        try
        {
            await channel.CreateCallInvoker().AsyncUnaryCall(called, null, options, request);
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
