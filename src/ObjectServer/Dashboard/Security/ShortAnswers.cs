namespace ObjectServer.Dashboard.Security;

/// <summary>Short answers.</summary>
internal static class ShortAnswers
{
    /// <summary>Refuses, in plain text.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why);
    }

    /// <summary>Sends the browser to another page of the dashboard, which it gets by GET.</summary>
    public static void Redirect(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
