namespace ObjectServer.Dashboard.Security;

/// <summary>Shows nothing but the login to who is not logged in, and takes no form that a page of the same login did not send.</summary>
internal sealed class LoginGuard(LoginTable logins)
{
    /// <summary>Where one logs in.</summary>
    public const string LoginPath = "/login";

    /// <summary>The name of the field that forms carry their token in.</summary>
    public const string TokenField = "form-token";

    /// <summary>Where what every page needs is.</summary>
    public const string AssetsPath = "/assets";

    /// <summary>The name of the cookie. Cookies are of a machine and not of a port: two servers' must not be called the same.</summary>
    public static string CookieOf(HttpContext context) =>
        $"{(context.Request.IsHttps ? "__Host-" : "")}objectserver-dashboard-{context.Connection.LocalPort}";

    /// <summary>Lets a request through, or refuses it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Login? login = logins.Find(context.Request.Cookies[CookieOf(context)]);
        if (login is not null) context.Features.Set(login);
        bool isPost = HttpMethods.IsPost(context.Request.Method);
        if (context.Request.Path == LoginPath || context.Request.Path.StartsWithSegments(AssetsPath, StringComparison.Ordinal)) await next(context);
        else if (login is null && !isPost && !IsRefresh(context.Request)) ShortAnswers.Redirect(context, LoginPath);
        else if (login is null) await ShortAnswers.RefuseAsync(context, StatusCodes.Status401Unauthorized, "Log in first.");
        else if (isPost && !await IsSentByAsync(login, context.Request)) await ShortAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden, "The form is not one of this login's. Load the page again.");
        else await next(context);
    }

    /// <summary>Whether a page asks for what has changed in it.</summary>
    public static bool IsRefresh(HttpRequest request) => request.Headers.ContainsKey("X-Refresh");

    private static async Task<bool> IsSentByAsync(Login login, HttpRequest request) =>
        request.HasFormContentType && login.Sent((await request.ReadFormAsync(request.HttpContext.RequestAborted))[TokenField]);
}
