using System.Net;
using Microsoft.Playwright;
using ObjectServer.Client;
using ObjectServer.Dashboard.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Pages;

[Collection(SharedBrowser.Name)]
public sealed class KickTests(Browser browser)
{
    [RequiresChromiumFact]
    public async Task Kick_ByItsButton_EndsTheSessionOnceItIsConfirmed()
    {
        await using Scene scene = await Scene.SetAsync();
        await using ObjectClient victim = await scene.Server.ConnectAsync("victim");
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/sessions");
        ILocator row = page.Locator("tbody tr").Filter(new() { HasText = "victim" });

        await row.GetByRole(AriaRole.Button).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("End the session of victim?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Do it" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(scene.Server.Dashboard, "/sessions").AbsoluteUri);
        await Expect(row).ToHaveCountAsync(0);
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "ingest-worker-1" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Kick_ByGetOrWithoutTheLoginsToken_DoesNothing()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        await using ObjectClient victim = await server.ConnectAsync("victim");
        using DashboardClient client = server.NewClient();
        await client.LoginAsync(server.Links[^1]);
        string number = System.Text.RegularExpressions.Regex.Match(await client.GetAsync("/sessions"), "/sessions/([0-9]+)/kick").Groups[1].Value;
        string path = $"/sessions/{number}/kick";
        string token = await client.FormTokenAsync();

        using HttpResponseMessage got = await client.SendAsync(HttpMethod.Get, path);
        using HttpResponseMessage bare = await client.PostAsync(path, []);
        using HttpResponseMessage guessed = await client.PostAsync(path, new() { ["form-token"] = new string('0', 64) });
        using HttpResponseMessage foreign = await client.PostAsync(path, new() { ["form-token"] = token }, "http://evil.example");

        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, bare.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, guessed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Contains("victim", await client.GetAsync("/sessions"), StringComparison.Ordinal);
        using HttpResponseMessage right = await client.PostAsync(path, new() { ["form-token"] = token });
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.DoesNotContain("victim", await client.GetAsync("/sessions"), StringComparison.Ordinal);
    }
}
