namespace ObjectServer.Health;

/// <summary>Answers requests for health that an application's own web server has received. Calls may overlap.</summary>
internal sealed class HealthPages(HealthMonitor monitor)
{
    /// <summary>Whether the server works and takes new sessions.</summary>
    public async Task ReadyAsync(HttpContext http) => await AnswerAsync(http, (await monitor.AskAsync(http.RequestAborted)).IsReady);

    /// <summary>Whether the server works.</summary>
    public async Task LiveAsync(HttpContext http) => await AnswerAsync(http, (await monitor.AskAsync(http.RequestAborted)).IsLive);

    private static async Task AnswerAsync(HttpContext http, bool serves)
    {
        HealthAnswer answer = HealthAnswer.Of(serves);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "text/plain";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = answer.Text.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.WriteAsync(answer.Text, http.RequestAborted);
    }
}
