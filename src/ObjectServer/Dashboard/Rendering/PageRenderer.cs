using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>Renders pages, which are components that nothing happens in afterwards: what changes is asked for again. Calls may overlap.</summary>
internal sealed class PageRenderer(ILoggerFactory loggers)
{
    private const int UsualChars = 32 * 1024;

    /// <summary>Answers a request with a page.</summary>
    /// <typeparam name="TPage">The page's component.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="notice">What the page says above all else; null for nothing.</param>
    public async Task RenderAsync<TPage>(HttpContext context, int status = StatusCodes.Status200OK, string? notice = null)
        where TPage : IComponent
    {
        PageRequest page = context.RequestServices.GetRequiredService<PageRequest>();
        page.Begin(context, notice);
        string html;
        await using (var renderer = new HtmlRenderer(context.RequestServices, loggers))
        {
            html = await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var text = new StringWriter(new StringBuilder(UsualChars));
                (await renderer.RenderComponentAsync<TPage>()).WriteHtmlTo(text);
                return text.ToString();
            });
        }

        context.Response.StatusCode = page.IsMissing ? StatusCodes.Status404NotFound : status;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.WriteAsync(html, context.RequestAborted);
    }
}
