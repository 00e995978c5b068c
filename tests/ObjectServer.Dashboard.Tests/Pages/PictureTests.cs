using Microsoft.Playwright;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.Testing;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Pages;

/// <summary>
/// Takes the pictures of docs/dashboard.md. They are written to docs/images where the environment says
/// <c>OBJECTSERVER_DASHBOARD_PICTURES=true</c>, after a minute of work that fills the charts; else they go nowhere.
/// </summary>
[Collection(SharedBrowser.Name)]
public sealed class PictureTests(Browser browser)
{
    private const int MostBytes = 200 * 1024;

    private static readonly bool Writes = Environment.GetEnvironmentVariable("OBJECTSERVER_DASHBOARD_PICTURES") == "true";

    [RequiresChromiumFact]
    public async Task Pictures_OfAServerAtWork_AreOfPagesThatAreUpToDateAndNotLarge()
    {
        await using Scene scene = await Scene.SetAsync(isHarmless: true);
        await using IBrowserContext light = await browser.OpenAsync(width: 1280, height: 860);
        IPage page = await scene.Server.OpenAsync(light);
        using var over = new CancellationTokenSource();
        Task work = Task.Factory.StartNew(() => Work(scene, over.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ILocator points = page.Locator(".plot .line").First;
        int wanted = Writes ? 58 : 2;
        await Expect(points).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex($"^M([0-9. ]+L){{{wanted},}}"), new() { Timeout = 120_000 });

        await TakeAsync(page, "dashboard-overview-light.png");
        await page.GotoAsync(new Uri(scene.Server.Dashboard, "/sessions").AbsoluteUri);
        await Expect(page.Locator("[data-label='Round trip']").First).Not.ToHaveTextAsync("–", new() { Timeout = 30_000 });
        await TakeAsync(page, "dashboard-sessions-light.png");
        await page.GotoAsync(new Uri(scene.Server.Dashboard, "/objects?search=weather%2Fnorth").AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = "weather/north" }).ClickAsync();
        await TakeAsync(page, "dashboard-object-light.png");
        await using IBrowserContext dark = await browser.OpenAsync(ColorScheme.Dark, 1280, 860);
        await TakeAsync(await scene.Server.OpenAsync(dark), "dashboard-overview-dark.png");
        await TakeAsync(await scene.Server.OpenAsync(dark, "/locks"), "dashboard-locks-dark.png");
        await using IBrowserContext phone = await browser.OpenAsync(width: 390, height: 844);
        await TakeAsync(await scene.Server.OpenAsync(phone), "dashboard-overview-phone.png");
        await TakeAsync(await scene.Server.OpenAsync(phone, "/objects"), "dashboard-objects-phone.png");

        await over.CancelAsync();
        await work;
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        await Expect(page.Locator("[data-status]")).ToHaveTextAsync("Live");
        byte[] picture = await page.ScreenshotAsync();
        Assert.InRange(picture.Length, 1, MostBytes);
        if (!Writes) return;
        Directory.CreateDirectory(Repository.File("docs", "images"));
        await File.WriteAllBytesAsync(Repository.File("docs", "images", name), picture);
    }

    // Comes and goes, as work does.
    private static void Work(Scene scene, CancellationToken over)
    {
        IStation[] stations = [.. ((string[])["weather/south", "weather/east", "prices/eur", "prices/usd"]).Select(name => scene.Second.GetAsync<IStation>(name).GetAwaiter().GetResult())];
        using var never = new ManualResetEventSlim();
        for (int i = 0; !over.IsCancellationRequested; i++)
        {
            int calls = (int)(40 + (30 * Math.Sin(i / 90.0)) + (i / 37 % 5 * 6));
            for (int call = 0; call < calls; call++) stations[call % stations.Length].Add(call);
            if (i % 40 == 0) Assert.Throws<InvalidOperationException>(() => stations[0].Fail("The sensor does not answer."));
            never.Wait(20, CancellationToken.None);
        }
    }
}
