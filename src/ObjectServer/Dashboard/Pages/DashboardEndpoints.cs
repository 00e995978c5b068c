using System.Globalization;
using ObjectServer.Admin;
using ObjectServer.Dashboard.Rendering;
using ObjectServer.Dashboard.Security;
using ObjectServer.Dashboard.Values;

namespace ObjectServer.Dashboard.Pages;

/// <summary>Which page is where. What changes or runs anything is asked for by POST alone.</summary>
internal sealed class DashboardEndpoints(PageRenderer pages, PropertyReader properties, SessionKick kick, ILogger<DashboardEndpoints> log)
{
    /// <summary>Maps them all.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        Show<OverviewPage>(endpoints, "/");
        Show<ObjectsPage>(endpoints, "/objects");
        Show<ObjectPage>(endpoints, "/objects/{id}");
        Show<MembersPage>(endpoints, "/members");
        Show<SessionsPage>(endpoints, "/sessions");
        Show<SessionPage>(endpoints, "/sessions/{number}");
        Show<LocksPage>(endpoints, "/locks");
        Show<MemoryPage>(endpoints, "/memory");
        Show<LogPage>(endpoints, "/log");
        endpoints.MapPost("/objects/{id}/values", (RequestDelegate)(context => GuardAsync(context, ReadAsync)));
        endpoints.MapPost("/sessions/{number}/kick", (RequestDelegate)(context => GuardAsync(context, KickAsync)));
        endpoints.MapFallback((RequestDelegate)(context => pages.RenderAsync<MissingPage>(context, StatusCodes.Status404NotFound)));
    }

    private void Show<TPage>(IEndpointRouteBuilder endpoints, string path)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => GuardAsync(context, shown => pages.RenderAsync<TPage>(shown))));

    private async Task ReadAsync(HttpContext context)
    {
        string? fault = null;
        try
        {
            context.RequestServices.GetRequiredService<ValueSelection>().Values = await properties.ReadAsync(NumberOf(context, "id"), context.RequestAborted);
        }
        catch (Exception e) when (e is TimeoutException or LimitExceededException)
        {
            fault = e.Message;
        }

        await pages.RenderAsync<ObjectPage>(context, fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, fault);
    }

    private async Task KickAsync(HttpContext context)
    {
        string who = context.Features.Get<Login>()!.Who;
        string? client = await kick.RunAsync(NumberOf(context, "number"), $"The dashboard, {who},", $"{context.Connection.RemoteIpAddress}", "");
        if (client is null) await pages.RenderAsync<SessionsPage>(context, StatusCodes.Status404NotFound, "That session has ended already.");
        else ShortAnswers.Redirect(context, "/sessions");
    }

    private static ulong NumberOf(HttpContext context, string name) =>
        ulong.TryParse(context.Request.RouteValues[name] as string, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : 0;

    private async Task GuardAsync(HttpContext context, RequestDelegate answer)
    {
        try
        {
            await answer(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            log.DashboardFailed(context.Request.Path, e);
            await ShortAnswers.RefuseAsync(context, StatusCodes.Status500InternalServerError, "The page could not be shown. The server's log says why.");
        }
    }
}
