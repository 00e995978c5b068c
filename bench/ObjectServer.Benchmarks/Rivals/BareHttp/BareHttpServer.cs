using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ObjectServer.Client.Link;

namespace ObjectServer.Benchmarks.Rivals.BareHttp;

/// <summary>
/// Bodies of requests and responses on HTTP/2 and nothing else: what arrives is thrown away, what is sent is the same piece again and again. What
/// nothing on HTTP/2 by these libraries can be faster than.
/// </summary>
internal static class BareHttpServer
{
    /// <summary>Bytes of the piece, on both sides.</summary>
    public const int PieceBytes = 1024 * 1024;

    private const int ConnectionWindowBytes = 8 * 1024 * 1024;

    private static readonly byte[] Piece = new byte[PieceBytes];

    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string socket) => RivalApplication.ServeAsync(
        socket,
        HttpProtocols.Http2,
        static _ => { },
        static application =>
        {
            application.MapPost("/", ReceiveAsync);
            application.MapGet("/{count:long}", SendAsync);
        },
        static kestrel =>
        {
            // As our server's program sets them: what differs is then what goes by them.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = GrpcLink.StreamWindowBytes;
            kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        });

    // Answers how many bytes there were.
    private static async Task ReceiveAsync(HttpContext context)
    {
        long count = 0;
        PipeReader body = context.Request.BodyReader;
        ReadResult read;
        do
        {
            read = await body.ReadAsync(context.RequestAborted);
            count += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        await context.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task SendAsync(HttpContext context)
    {
        long count = long.Parse((string)context.Request.RouteValues["count"]!, CultureInfo.InvariantCulture);
        context.Response.ContentLength = count;
        for (long left = count; left > 0; left -= PieceBytes)
            await context.Response.BodyWriter.WriteAsync(Piece.AsMemory(0, (int)Math.Min(PieceBytes, left)), context.RequestAborted);
    }
}
