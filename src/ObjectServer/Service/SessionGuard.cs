using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Features;
using ObjectServer.Session;

namespace ObjectServer.Service;

/// <summary>
/// Stands before the unary service: finds the session of a request by its token before anything of the request's body is read. A
/// request without one gets no further.
/// </summary>
internal sealed class SessionGuard(UnarySessionTable sessions, UnaryErrors errors, ServerCore server)
{
    /// <summary>The request metadata that carries the token.</summary>
    public const string Header = "objectserver-session";

    private const int MostOpenBytes = 64 * 1024;

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

    private static Task OpenAsync(HttpContext http, RequestDelegate next)
    {
        LimitBody(http, MostOpenBytes);
        return next(http);
    }

    private async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        UnarySession session;
        try
        {
            session = sessions.Enter(http.Request.Headers[Header]);
        }
        catch (ObjectServerException e)
        {
            errors.Refuse(http, e);
            return;
        }

        try
        {
            http.Features.Set(session);

            // A message has five bytes before it.
            LimitBody(http, MostMessageBytes(server.Options) + 5L);
            await next(http);
        }
        finally
        {
            session.Exit();
        }
    }

    private static void LimitBody(HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = bytes;
    }
}
