using Microsoft.Extensions.Primitives;

namespace ObjectServer.Dashboard.Security;

/// <summary>
/// What every request passes first: it is for a name of ours, comes from a page of ours or from nobody's, and gets headers that keep the
/// browser from loading, running or framing anything else.
/// </summary>
internal sealed class RequestGuard(HostNames hosts)
{
    // Everything that a page needs comes from here; nothing stands in the page itself that would run.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Lets a request through, or refuses it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context.Response.Headers, context.Request.IsHttps);
        (int status, string why) = Refusal(context.Request);
        if (status == 0) await AnswerAsync(context, next);
        else await ShortAnswers.RefuseAsync(context, status, why);
    }

    // What a client sends that is no request, or no form, is its fault, and nothing for the log.
    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await ShortAnswers.RefuseAsync(context, e.StatusCode, "The request cannot be read.");
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            await ShortAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "The form cannot be read.");
        }
    }

    private static void Protect(IHeaderDictionary headers, bool isTls)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isTls) headers.StrictTransportSecurity = "max-age=31536000";
    }

    private (int Status, string Why) Refusal(HttpRequest request)
    {
        if (!hosts.Allow(request.Host))
        {
            return (StatusCodes.Status400BadRequest,
                "The dashboard does not answer under this name. Use the address that the server prints, or allow the name (--dashboard-host, DashboardOptions.HostNames).");
        }

        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!reads && !HttpMethods.IsPost(request.Method)) return (StatusCodes.Status405MethodNotAllowed, "The dashboard knows GET, HEAD and POST.");
        return IsOwn(request, reads)
            ? default
            : (StatusCodes.Status403Forbidden, "The request comes from a page that is not the dashboard's.");
    }

    private static bool IsOwn(HttpRequest request, bool reads)
    {
        StringValues origin = request.Headers.Origin;
        if (origin.Count > 0) return origin.Count == 1 && origin[0] == $"{request.Scheme}://{request.Host}";

        // Whoever follows a link to the dashboard comes from elsewhere, and only looks.
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" or "none" => reads,
            _ => reads && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document",
        };
    }
}
