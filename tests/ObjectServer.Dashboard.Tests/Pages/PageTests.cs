using Microsoft.Playwright;
using ObjectServer.Dashboard.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Pages;

/// <summary>Every page shows what a real server has that real clients use.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PageTests(Browser browser)
{
    [RequiresChromiumFact]
    public async Task Overview_OfAServerAtWork_FollowsItsFiguresByItself()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
        ILocator calls = page.Locator(".tile").Filter(new() { HasText = "Calls" }).Locator(".figure");

        int before = await CallsAsync(page);
        using var over = new CancellationTokenSource();
        Task work = Task.Run(() => Work(scene, over.Token));

        await Expect(page.Locator("[data-status]")).ToHaveTextAsync("Live");
        await Expect(calls).Not.ToHaveTextAsync("0/s");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Calls, the last 1 minute: calls.s [1-9]") })).ToBeVisibleAsync();
        await Expect(page.Locator(".plot .line").First).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M"));
        Assert.True(await CallsAsync(page) > before);
        await Expect(page.GetByText("Add", new() { Exact = false }).First).ToBeVisibleAsync();
        await over.CancelAsync();
        await work;
    }

    [RequiresChromiumFact]
    public async Task Objects_Searched_AreThoseWithTheText()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/objects");
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(11);

        await page.GetByLabel("Name, type or contract").FillAsync("WEATHER/");

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("search=WEATHER"));
        await Expect(page.GetByText("1–3 of 3 found among 10")).ToBeVisibleAsync();
        ILocator north = page.Locator("tr").Filter(new() { HasText = "weather/north" });
        await Expect(north).ToContainTextAsync("station");
        await Expect(north).ToContainTextAsync("WaitAsync");
    }

    [RequiresChromiumFact]
    public async Task Objects_SortedByAColumn_AreInItsOrderBothWays()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/objects?search=weather");

        await page.GetByRole(AriaRole.Link, new() { Name = "Object", Exact = true }).ClickAsync();
        await Expect(page.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page.Locator("tbody th bdi")).ToHaveTextAsync(["weather/east", "weather/north", "weather/south"]);
        await page.Locator("th[aria-sort] a").ClickAsync();

        await Expect(page.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(page.Locator("tbody th bdi")).ToHaveTextAsync(["weather/south", "weather/north", "weather/east"]);
    }

    [RequiresChromiumFact]
    public async Task Objects_SortedByErrors_ShowTheCallsOfEachObject()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();

        IPage page = await scene.Server.OpenAsync(window, "/objects?search=station&sort=errors&order=down");

        await Expect(page.Locator("tbody tr").First.Locator("[data-label=Calls]")).ToContainTextAsync("1 failed");
        await Expect(page.Locator("tr").Filter(new() { HasText = "prices/eur" }).Locator("[data-label=Calls]")).ToHaveTextAsync("50");
        await Expect(page.Locator("tr").Filter(new() { HasText = "weather/north" }).Locator("[data-label=Calls]")).ToHaveTextAsync("0");
    }

    [RequiresChromiumFact]
    public async Task Object_Opened_RunsNoGetterUntilItIsAskedTo()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/objects?search=weather/south");
        await page.GetByRole(AriaRole.Link, new() { Name = "weather/south" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("weather/south");
        await Expect(page.GetByRole(AriaRole.Table, new() { NameRegex = new("Members") })).ToContainTextAsync("Add");
        await page.ReloadAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Read the properties" }).ClickAsync();

        ILocator values = page.GetByRole(AriaRole.Table, new() { Name = "Properties and their values" });
        await Expect(values.Locator("tr").Filter(new() { HasText = "Reads" })).ToContainTextAsync("1");
        await Expect(values.Locator("tr").Filter(new() { HasText = "Label" })).ToContainTextAsync("a label");
        await Expect(values.Locator("tr").Filter(new() { HasText = "Faulty" })).ToContainTextAsync("This one does not work.");
        await Expect(values.Locator("tr").Filter(new() { HasText = "Password" })).ToContainTextAsync("redacted");
        await Expect(values.Locator("tr").Filter(new() { HasText = "Code" })).ToContainTextAsync("redacted");
        Assert.DoesNotContain(Objects.Station.Hidden, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await scene.First.GetAsync<Objects.IStation>("weather/south")).Reads);
    }

    [RequiresChromiumFact]
    public async Task Object_ThatIsBusy_SaysSoInsteadOfItsProperties()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/objects?search=weather/north");
        await page.GetByRole(AriaRole.Link, new() { Name = "weather/north" }).ClickAsync();
        await Expect(page.GetByText("runs for")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Read the properties" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the object is busy", new() { Timeout = 30_000 });
        await Expect(page.GetByText("Waiting for it")).ToBeVisibleAsync();
    }

    [RequiresChromiumFact]
    public async Task Members_OfATypeThatFailed_AreShownWithTheirErrors()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/members?search=station");

        ILocator row = page.Locator("tbody tr").Filter(new() { HasText = "Fail" });
        await Expect(row.Locator("[data-label=Calls]")).ToHaveTextAsync("1");
        await Expect(row.Locator("[data-label=Errors]")).ToHaveTextAsync("1");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "Add" }).Locator("[data-label=Calls]")).ToHaveTextAsync("200");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Last errors" })).ToContainTextAsync($"System.InvalidOperationException: {Scene.Hostile}");
    }

    [RequiresChromiumFact]
    public async Task Sessions_OfClients_AreShownWithWhatTheyHold()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/sessions");

        ILocator worker = page.Locator("tbody tr").Filter(new() { HasText = "ingest-worker-1" });
        await Expect(worker).ToContainTextAsync("gRPC");
        await Expect(worker).ToContainTextAsync("1 lock");
        await Expect(worker).ToContainTextAsync("connected");
        await Expect(worker).ToContainTextAsync("WaitAsync");
        await worker.GetByRole(AriaRole.Link, new() { Name = "ingest-worker-1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ingest-worker-1");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Locks and waits" })).ToContainTextAsync("lock/rollover");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Objects it holds" })).ToContainTextAsync("weather/north");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Calls under way" })).ToContainTextAsync("WaitAsync");
    }

    [RequiresChromiumFact]
    public async Task Locks_HeldAndAwaited_AreShownWithWhoHasThemAndWhoWaits()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/locks");

        ILocator row = page.Locator("tbody tr").Filter(new() { HasText = "lock/rollover" });
        await Expect(row.Locator("[data-label='Held by']")).ToContainTextAsync("ingest-worker-1");
        await Expect(row.Locator("[data-label=Waiting]")).ToContainTextAsync("report-builder");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "jobs" })).ToHaveCountAsync(0);
        await page.GetByLabel("Shown").SelectOptionAsync("all");
        await Expect(page.Locator("tbody tr").Filter(new() { HasText = "jobs" })).ToContainTextAsync("queue");
    }

    [RequiresChromiumFact]
    public async Task Memory_OfAnArray_IsShownWithItsSizeAndHolder()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/memory");

        ILocator row = page.Locator("tbody tr").Filter(new() { HasText = "field/pressure" });
        await Expect(row.Locator("[data-label=Size]")).ToHaveTextAsync("2 MiB");
        await Expect(row.Locator("[data-label='Held by']")).ToContainTextAsync("ingest-worker-1");
    }

    [RequiresChromiumFact]
    public async Task Log_OfTheServer_ShowsLinesAsTheyCome()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/log");
        await Expect(page.Locator(".log li").Filter(new() { HasText = "A line about" })).ToHaveCountAsync(1);

        scene.Server.Log("Something that has just happened");

        await Expect(page.Locator(".log li").First).ToContainTextAsync("Something that has just happened");
        await page.GetByLabel("At least").SelectOptionAsync("error");
        await Expect(page.GetByText("There is no such line.")).ToBeVisibleAsync();
    }

    private static async Task<int> CallsAsync(IPage page)
    {
        string text = await page.Locator(".tile .more").First.InnerTextAsync();
        return int.Parse(text.Split(' ')[0], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Work(Scene scene, CancellationToken over)
    {
        Objects.IStation station = scene.Second.GetAsync<Objects.IStation>("prices/eur", CancellationToken.None).GetAwaiter().GetResult();
        while (!over.IsCancellationRequested) station.Add(1);
    }
}
