using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Features;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// Stands before the unary service: finds the session of a request by its token before anything of the request's body is read. A
/// request without one gets no further.
/// </summary>
internal sealed class SessionGuard(UnarySessionTable sessions, UnaryErrors errors)
{
    private const int MostOpenBytes = 64 * 1024;
    private const int PrefixBytes = 5;

    /// <summary>How large a message of the service may be.</summary>
    public static int MostMessageBytes(ObjectServerOptions options) => (int)Math.Min(options.MaxValueBytes + (64 * 1024), int.MaxValue);

    /// <summary>Puts the guard before the method of an endpoint.</summary>
    public void Protect(EndpointBuilder endpoint)
    {
        GrpcMethodMetadata? metadata = endpoint.Metadata.OfType<GrpcMethodMetadata>().FirstOrDefault();
        if (metadata is null || endpoint.RequestDelegate is not { } next) return;
        bool opens = metadata.Method.Name == nameof(ObjectsService.Open);
        endpoint.RequestDelegate = opens ? http => OpenAsync(http, next) : http => ServeAsync(http, next);
    }

    // Anyone may open a session, so the message is kept small by the length before it: one byte of flags, four of the length.
    private async Task OpenAsync(HttpContext http, RequestDelegate next)
    {
        ReadResult start = await http.Request.BodyReader.ReadAtLeastAsync(PrefixBytes, http.RequestAborted);
        uint length = start.Buffer.Length < PrefixBytes ? 0 : Length(start.Buffer.Slice(1, sizeof(uint)));
        http.Request.BodyReader.AdvanceTo(start.Buffer.Start);
        if (length <= MostOpenBytes) await next(http);
        else errors.Refuse(http, new LimitExceededException("the size of an OpenRequest", MostOpenBytes, length, "The request"));
    }

    private static uint Length(ReadOnlySequence<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        bytes.CopyTo(length);
        return BinaryPrimitives.ReadUInt32BigEndian(length);
    }

    private async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        UnarySession session;
        try
        {
            session = sessions.Enter(http.Request.Headers[UnaryMetadata.Session], http.Connection);
        }
        catch (ObjectServerException e)
        {
            errors.Refuse(http, e);
            return;
        }

        try
        {
            http.Features.Set(session);

            // The web server's own limit is meant for uploads; gRPC goes by the length before the message.
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
            await next(http);
        }
        finally
        {
            session.Exit();
        }
    }
}
