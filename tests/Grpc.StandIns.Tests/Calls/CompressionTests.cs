using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

/// <summary>
/// Both sides against a peer that is written out here byte by byte: five bytes of prefix (a flag for "compressed", the length), then
/// the message.
/// </summary>
public sealed class CompressionTests(CompressionTests.CompressingServer server) : IClassFixture<CompressionTests.CompressingServer>
{
    private const int Length = 1024 * 1024;
    private static readonly EchoRequest Request = new() { Payload = Bytes.Zeros(Length) };

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Server_RequestCompressed_ReadsIt(string encoding)
    {
        byte[] body = Framed(1, Compress(encoding, Request.ToByteArray()));

        using HttpResponseMessage response = await PostAsync(body, encoding, accepted: "identity");
        (byte flag, byte[] message) = Frame(await response.Content.ReadAsByteArrayAsync().Bounded());

        Assert.Equal(0, flag);
        EchoReply reply = EchoReply.Parser.ParseFrom(message);
        Assert.Equal(Length, reply.Payload.Length);
        Assert.Equal(encoding, reply.Served.Encoding);
    }

    [Fact]
    public async Task Server_ClientAccepts_CompressesResponses()
    {
        using HttpResponseMessage response = await PostAsync(Framed(0, Request.ToByteArray()), "identity", accepted: "identity,gzip");
        (byte flag, byte[] message) = Frame(await response.Content.ReadAsByteArrayAsync().Bounded());

        Assert.Equal(1, flag);
        Assert.Equal(["gzip"], response.Headers.GetValues("grpc-encoding"));
        Assert.InRange(message.Length, 1, Length / 10);
        Assert.Equal(Length, EchoReply.Parser.ParseFrom(Decompress("gzip", message)).Payload.Length);
    }

    [Fact]
    public async Task Server_HandlerAsksForNoCompression_WritesPlainResponses()
    {
        EchoRequest request = new(Request) { NoCompress = true };

        using HttpResponseMessage response = await PostAsync(Framed(0, request.ToByteArray()), "identity", accepted: "identity,gzip");
        (byte flag, byte[] message) = Frame(await response.Content.ReadAsByteArrayAsync().Bounded());

        Assert.Equal(0, flag);
        Assert.Equal(Length, EchoReply.Parser.ParseFrom(message).Payload.Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Client_AskedToCompress_CompressesRequestsAndReadsCompressedResponses(string encoding)
    {
        using Listener listener = new(server.Handler(Transport.Tcp));
        using GrpcChannel channel = Open(listener, out Echo.EchoClient client);

        EchoReply reply = await client.UnaryAsync(Request, Compressing(encoding)).ResponseAsync.Bounded();

        (byte flag, byte[] message) = Frame(listener.RequestBody);
        Assert.Equal(1, flag);
        Assert.Equal(Request, EchoRequest.Parser.ParseFrom(Decompress(encoding, message)));
        Assert.Equal(encoding, reply.Served.Encoding);
        Assert.Equal("gzip", listener.ResponseEncoding);
        Assert.Equal(Length, reply.Payload.Length);
    }

    [Fact]
    public async Task Client_MessageExemptFromCompression_WritesItPlain()
    {
        using Listener listener = new(server.Handler(Transport.Tcp));
        using GrpcChannel channel = Open(listener, out Echo.EchoClient client);
        CallOptions options = new CallOptions(Compressing("gzip")).WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));

        await client.UnaryAsync(Request, options).ResponseAsync.Bounded();

        (byte flag, byte[] message) = Frame(listener.RequestBody);
        Assert.Equal(0, flag);
        Assert.Equal(Request, EchoRequest.Parser.ParseFrom(message));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Provider_Compressing_LeavesTheInnerStreamOpenAndReadsItBack(string encoding)
    {
        ICompressionProvider provider = Providers.Single(provider => provider.EncodingName == encoding);
        using MemoryStream inner = new();
        using MemoryStream result = new();

        await using (Stream compressing = provider.CreateCompressionStream(inner, CompressionLevel.SmallestSize))
        {
            await compressing.WriteAsync(Request.Payload.Memory);
        }
        inner.Position = 0;
        await using Stream decompressing = provider.CreateDecompressionStream(inner);
        await decompressing.CopyToAsync(result);

        Assert.Equal(Request.Payload.ToByteArray(), result.ToArray());
    }

    private static ICompressionProvider[] Providers =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    private static Metadata Compressing(string encoding) => new() { { "grpc-internal-encoding-request", encoding } };

    private GrpcChannel Open(Listener listener, out Echo.EchoClient client) => server.Open(Transport.Tcp, out client, options =>
    {
        options.HttpHandler = listener;
        options.CompressionProviders = [.. Providers];
    });

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string encoding, string accepted)
    {
        using HttpClient client = new(server.Handler(Transport.Tcp));
        using HttpRequestMessage request = new(HttpMethod.Post, server.Address(Transport.Tcp) + "/grpcstandins.v1.Echo/Unary")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            Headers = { { "te", "trailers" }, { "grpc-encoding", encoding }, { "grpc-accept-encoding", accepted } },
        };
        return await client.SendAsync(request).Bounded();
    }

    private static byte[] Framed(byte flag, byte[] message)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        return [flag, .. length, .. message];
    }

    private static (byte Flag, byte[] Message) Frame(byte[] body)
    {
        Assert.Equal(body.Length - 5, BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)));
        return (body[0], body[5..]);
    }

    private static byte[] Compress(string encoding, byte[] plain)
    {
        using MemoryStream result = new();
        using (Stream compressing = encoding == "gzip"
            ? new GZipStream(result, CompressionLevel.Fastest)
            : new ZLibStream(result, CompressionLevel.Fastest))
        {
            compressing.Write(plain);
        }
        return result.ToArray();
    }

    private static byte[] Decompress(string encoding, byte[] compressed)
    {
        using MemoryStream inner = new(compressed);
        using MemoryStream result = new();
        using Stream decompressing = encoding == "gzip"
            ? new GZipStream(inner, CompressionMode.Decompress)
            : new ZLibStream(inner, CompressionMode.Decompress);
        decompressing.CopyTo(result);
        return result.ToArray();
    }

    /// <summary>A server that compresses responses for clients that accept it.</summary>
    public sealed class CompressingServer : EchoServer
    {
        protected override void Configure(GrpcServiceOptions options) => options.ResponseCompressionAlgorithm = "gzip";
    }

    /// <summary>Keeps what a client puts on the wire, and what came back.</summary>
    private sealed class Listener(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public byte[] RequestBody { get; private set; } = [];

        public string ResponseEncoding { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RequestBody = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            ByteArrayContent replay = new(RequestBody);
            foreach ((string name, IEnumerable<string> values) in request.Content.Headers)
            {
                replay.Headers.TryAddWithoutValidation(name, values);
            }
            request.Content = replay;

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            ResponseEncoding = string.Join(',', response.Headers.GetValues("grpc-encoding"));
            return response;
        }
    }
}
