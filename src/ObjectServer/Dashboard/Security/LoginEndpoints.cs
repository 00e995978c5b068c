using ObjectServer.Dashboard.Pages;
using ObjectServer.Dashboard.Rendering;
using ObjectServer.Session;
using ObjectServer.Session.Authentication;

namespace ObjectServer.Dashboard.Security;

/// <summary>Logging in and out.</summary>
internal sealed class LoginEndpoints(KeyLogin keys, LoginLinks links, LoginTable logins, LoginAttempts attempts, PageRenderer pages, ILogger<LoginEndpoints> log)
{
    private const string Link = "the console's link";

    /// <summary>Maps the page and its forms.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(LoginGuard.LoginPath, (RequestDelegate)(context => pages.RenderAsync<LoginPage>(context)));
        endpoints.MapPost(LoginGuard.LoginPath, (RequestDelegate)LoginAsync);
        endpoints.MapPost("/logout", (RequestDelegate)LogoutAsync);
    }

    private async Task LoginAsync(HttpContext context)
    {
        string origin = context.Connection.RemoteIpAddress is { } address ? SessionPeer.OriginOf(address) : "";
        if (!attempts.TryBegin(origin))
        {
            log.DashboardLoginRefused(origin, "too many have failed within a minute");
            context.Response.Headers.RetryAfter = $"{(int)LoginAttempts.Window.TotalSeconds}";
            await pages.RenderAsync<LoginPage>(context, StatusCodes.Status429TooManyRequests, "Too many logins have failed. Wait a minute.");
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await ShortAnswers.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "A login is a form.");
            return;
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Find(form) is not { } who)
        {
            log.DashboardLoginRefused(origin, "neither a key of an administrator nor the current link");
            string fault = links.IsOn ? "This link has been used, or is not this server's. Take the last one on the server's console." : "This is no key of this server's that may administer it.";
            await pages.RenderAsync<LoginPage>(context, StatusCodes.Status401Unauthorized, fault);
            return;
        }

        attempts.Succeed(origin);
        log.DashboardLogin(origin, who);
        context.Response.Cookies.Append(LoginGuard.CookieOf(context), logins.Begin(who), CookieOptions(context));
        ShortAnswers.Redirect(context, "/");
    }

    private string? Find(IFormCollection form)
    {
        if (links.IsOn && form["link"].ToString() is { Length: > 0 } link) return links.TryUse(link) ? Link : null;
        Principal? principal = keys.IsOn ? keys.Find(form["name"].ToString(), form["key"].ToString()) : null;
        return principal?.ToString();
    }

    private Task LogoutAsync(HttpContext context)
    {
        logins.End(context.Request.Cookies[LoginGuard.CookieOf(context)]);
        context.Response.Cookies.Delete(LoginGuard.CookieOf(context), CookieOptions(context));
        ShortAnswers.Redirect(context, LoginGuard.LoginPath);
        return Task.CompletedTask;
    }

    // Gone with the browser, and at the latest when the login ends here.
    private static CookieOptions CookieOptions(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };
}
