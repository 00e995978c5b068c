using Microsoft.Playwright;
using ObjectServer.Dashboard.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Pages;

[Collection(SharedBrowser.Name)]
public sealed class HostileTextTests(Browser browser)
{
    [RequiresChromiumFact]
    public async Task Names_ThatAreScripts_AreShownAsTheyAreOnEveryPage()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        List<string> dialogs = [];
        List<string> elsewhere = [];
        List<string> violations = [];
        IPage page = await window.NewPageAsync();
        page.Dialog += (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(scene.Server.Dashboard.AbsoluteUri, StringComparison.Ordinal)) elsewhere.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error") violations.Add(message.Text);
        };
        await page.GotoAsync(scene.Server.Links[^1].AbsoluteUri);
        await page.WaitForURLAsync(scene.Server.Dashboard.AbsoluteUri);

        foreach (string path in (string[])["/objects", "/members", "/sessions", "/log", "/objects?search=img", "/sessions?search=onerror", "/locks", "/memory", "/"])
        {
            await page.GotoAsync(new Uri(scene.Server.Dashboard, path).AbsoluteUri);
            await Expect(page.Locator("[data-status]")).ToHaveTextAsync("Live");
            if (path is not ("/locks" or "/memory" or "/")) await Expect(page.GetByText(Scene.Hostile).First).ToBeVisibleAsync();
            await RefreshedAsync(page);
            Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        }

        await page.GotoAsync(new Uri(scene.Server.Dashboard, "/objects?search=img").AbsoluteUri);
        await page.Locator("tbody th a").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Scene.Hostile);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the properties" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Properties and their values" })).ToContainTextAsync(Scene.Hostile);
        await page.GotoAsync(new Uri(scene.Server.Dashboard, "/sessions?search=img").AbsoluteUri);
        await page.Locator("tbody tr button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Scene.Hostile);

        Assert.Empty(dialogs);
        Assert.Empty(elsewhere);
        Assert.Empty(violations);
    }

    // What a refresh takes over comes by another way than the page itself.
    private static Task<IResponse> RefreshedAsync(IPage page) => page.WaitForResponseAsync(
        reply => reply.Request.Headers.ContainsKey("x-refresh"), new() { Timeout = 30_000 });
}
