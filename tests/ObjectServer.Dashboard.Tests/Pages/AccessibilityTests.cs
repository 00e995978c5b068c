using Microsoft.Playwright;
using ObjectServer.Dashboard.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Pages;

/// <summary>Usable by keyboard and screen reader, in both schemes, on a phone.</summary>
[Collection(SharedBrowser.Name)]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string[] Paths = ["/", "/objects", "/objects/{0}", "/members", "/sessions", "/locks?state=all", "/memory", "/log"];

    // What every reader of a screen needs of a page; each line that comes back is a fault.
    private const string Faults = """
        () => {
            const faults = [];
            const tell = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
            for (const one of ["main", "header", "nav[aria-label]"]) if (!document.querySelector(one)) faults.push(`no ${one}`);
            if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} h1`);
            if (!document.documentElement.lang) faults.push("no language");
            const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
            ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push(`id twice: ${id}`));
            document.querySelectorAll("img:not([alt])").forEach(element => tell("no alt", element));
            document.querySelectorAll("svg:not([aria-hidden=true]):not([role=img][aria-label])").forEach(element => tell("svg without a name", element));
            document.querySelectorAll("input:not([type=hidden]), select").forEach(element => element.labels.length > 0 || tell("no label", element));
            document.querySelectorAll("a, button").forEach(element => element.textContent.trim() || tell("no text", element));
            document.querySelectorAll("table").forEach(element => element.caption || element.closest("section[aria-labelledby]") || tell("table without a name", element));
            document.querySelectorAll("thead th:not([scope])").forEach(element => tell("th without scope", element));
            document.querySelectorAll("[aria-labelledby]").forEach(element => document.getElementById(element.getAttribute("aria-labelledby")) || tell("names nothing", element));
            return faults;
        }
        """;

    // Text that stands out too little from what is behind it, by the formula of the web's guidelines.
    private const string PaleTexts = """
        () => {
            const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            const parts = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
            const channel = value => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
            const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
            const behind = element => {
                for (; element; element = element.parentElement) { const color = parts(getComputedStyle(element).backgroundColor); if (color[3] === 255) return color; }
                return [255, 255, 255, 255];
            };
            const pale = new Set();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.nodeValue.trim() || !element.checkVisibility() || element.closest("dialog, .skip, .visually-hidden")) continue;
                const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
                const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
                if (ratio < 4.5) pale.add(`${ratio.toFixed(2)} ${element.outerHTML.slice(0, 120)}`);
            }
            return [...pale];
        }
        """;

    [RequiresChromiumFact]
    public async Task Pages_ReadByAScreenReader_HaveLandmarksNamesAndLabels()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window);

        foreach (string path in await PathsAsync(scene))
        {
            await page.GotoAsync(new Uri(scene.Server.Dashboard, path).AbsoluteUri);
            string[] faults = await page.EvaluateAsync<string[]>(Faults);
            Assert.True(faults.Length == 0, $"{path}: {string.Join(Environment.NewLine, faults)}");
        }

        await page.GotoAsync(scene.Server.Dashboard.AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = "Overview" }))
            .ToHaveAttributeAsync("aria-current", "page");
        await Expect(page.Locator("body")).ToMatchAriaSnapshotAsync("""
            - link "Skip to the content"
            - banner:
              - link "ObjectServer"
              - navigation "Pages":
                - list:
                  - listitem:
                    - link "Overview"
                  - listitem:
                    - link "Objects"
                  - listitem:
                    - link "Members"
                  - listitem:
                    - link "Sessions"
                  - listitem:
                    - link "Locks"
                  - listitem:
                    - link "Memory"
                  - listitem:
                    - link "Log"
              - status
              - button "Pause"
              - button "Log out"
            - main:
              - heading "Overview" [level=1]
            """);
    }

    [RequiresChromiumFact]
    public async Task Keyboard_FromTheTop_ReachesEverythingInOrderAndIsSeen()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.ReloadAsync();
        List<string> reached = [];

        for (int i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string[] focus = await page.EvaluateAsync<string[]>(
                "() => { const e = document.activeElement, s = getComputedStyle(e); return [e === document.body ? '' : e.textContent.trim() || e.id, s.outlineStyle, s.outlineWidth]; }");
            if (focus[0].Length == 0) break;
            reached.Add(focus[0]);
            Assert.True(focus[1] != "none" && focus[2] != "0px", $"{focus[0]} has the focus and does not show it");
        }

        Assert.Equal(["Skip to the content", "ObjectServer", "Overview", "Objects", "Members", "Sessions", "Locks", "Memory", "Log", "Go on", "Log out", "search"], reached.Take(12));
        Assert.Contains(reached, text => text.StartsWith("End session", StringComparison.Ordinal));
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.GetByRole(AriaRole.Link, new() { Name = "ingest-worker-1" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ingest-worker-1");
    }

    [RequiresChromiumFact]
    public async Task Focus_WhenAPageIsBroughtUpToDate_StaysWhereItIs()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync();
        IPage page = await scene.Server.OpenAsync(window, "/objects?sort=name");
        await page.GetByRole(AriaRole.Link, new() { Name = "weather/east" }).FocusAsync();

        await scene.First.CreateAsync<Objects.IStation>(options: new() { Name = "a new one", Type = "station" });

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "a new one" })).ToBeVisibleAsync();
        Assert.Equal("weather/east", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
    }

    [RequiresChromiumFact]
    public async Task Pages_OnAPhone_AreNoWiderThanIt()
    {
        await using Scene scene = await Scene.SetAsync();
        await using IBrowserContext window = await browser.OpenAsync(width: 390, height: 844);
        IPage page = await scene.Server.OpenAsync(window);

        foreach (string path in await PathsAsync(scene))
        {
            await page.GotoAsync(new Uri(scene.Server.Dashboard, path).AbsoluteUri);
            int width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(width <= 390, $"{path} is {width} wide");
        }
    }

    [RequiresChromiumFact]
    public async Task Texts_InLightAndDark_StandOut()
    {
        await using Scene scene = await Scene.SetAsync();
        List<string> grounds = [];
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using IBrowserContext window = await browser.OpenAsync(scheme);
            IPage page = await scene.Server.OpenAsync(window);
            grounds.Add(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
            foreach (string path in await PathsAsync(scene))
            {
                await page.GotoAsync(new Uri(scene.Server.Dashboard, path).AbsoluteUri);
                string[] pale = await page.EvaluateAsync<string[]>(PaleTexts);
                Assert.True(pale.Length == 0, $"{scheme} {path}: {string.Join(Environment.NewLine, pale)}");
            }
        }

        Assert.Equal(2, grounds.Distinct().Count());
    }

    private static async Task<IEnumerable<string>> PathsAsync(Scene scene)
    {
        ulong id = (await scene.First.ListAsync()).First(one => one.Name == "weather/south").Reference.ObjectId;
        return Paths.Select(path => string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));
    }
}
