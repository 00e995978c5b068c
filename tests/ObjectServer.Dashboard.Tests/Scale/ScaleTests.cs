using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ObjectServer.Client;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.Dashboard.Tests.Programs;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ObjectServer.Dashboard.Tests.Scale;

/// <summary>
/// A server of 10,000 objects and 1,000 sessions, as a process of its own. How long pages take and how much of a core the dashboard uses is
/// measured and told, not judged: machines differ. The measure is docs/dashboard.md's.
/// </summary>
[Collection(SharedBrowser.Name)]
public sealed class ScaleTests(Browser browser, ITestOutputHelper output)
{
    private const int Objects = 10_000;
    private const int Sessions = 1000;
    private const int Times = 15;

    // Long enough to mean something where figures are wanted.
    private static readonly string? Figures = Environment.GetEnvironmentVariable("OBJECTSERVER_DASHBOARD_FIGURES") is { Length: > 0 } file ? file : null;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(Figures is null ? 2 : 10);

    // A server that has just been filled, or shows a page for the first time, still compiles what it has used.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(Figures is null ? 0 : 5);
    private static readonly string[] Paths = ["/", "/objects", "/objects?sort=name", "/objects?search=station/99", "/members", "/sessions", "/sessions?sort=references&order=down", "/locks", "/memory", "/log"];

    [RequiresChromiumFact]
    public async Task Pages_OfAFullServer_ShowItAndTellHowLongTheyTake()
    {
        string socket = Path.Combine(Directory.CreateTempSubdirectory("dashboard-scale-").FullName, "server.sock");
        await using DashboardProgram program = DashboardProgram.Start(
            ["--no-tcp", "--socket", socket, "--dashboard", "http://127.0.0.1:0", "--load", typeof(Station).Assembly.Location, "--log-level", "warning", "--heartbeat-seconds", "3600"]);
        await program.ReadyAsync();
        Uri link = await program.DashboardAsync();
        List<ObjectClient> clients = [];
        try
        {
            await FillAsync(clients, $"unix:{socket}");
            using var http = new DashboardClient(link);
            await http.LoginAsync(link);
            Assert.Contains("1–50 of 10,000", await http.GetAsync("/objects"), StringComparison.Ordinal);
            Assert.Contains("1–50 of 1,000", await http.GetAsync("/sessions"), StringComparison.Ordinal);
            foreach (string path in Paths) await TellTimeAsync(http, path);
            await TellCostAsync(http, program, "/", 1);
            await TellCostAsync(http, program, "/objects", 2);
            await TellCostAsync(http, program, "/sessions", 2);
            await TellProcessorAsync(program, "closed, before");
            await using (IBrowserContext window = await browser.OpenAsync())
            {
                IPage page = await window.NewPageAsync();
                Uri next = await program.DashboardAsync();
                await page.GotoAsync(next.AbsoluteUri);
                foreach (string path in (string[])["/", "/objects", "/sessions"])
                {
                    await page.GotoAsync(new Uri(next, path).AbsoluteUri);
                    await Expect(page.Locator("[data-status]")).ToHaveTextAsync("Live");
                    await TellProcessorAsync(program, $"open at {path}");
                }
            }

            // What was shown last is still followed for a while.
            await Task.Delay(Dashboard.Live.Sampler.Patience + TimeSpan.FromSeconds(2));
            await TellProcessorAsync(program, "closed, after");
        }
        finally
        {
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
            Directory.Delete(Path.GetDirectoryName(socket)!, recursive: true);
        }
    }

    private static async Task FillAsync(List<ObjectClient> clients, string address)
    {
        for (int i = 0; i < Sessions; i++)
        {
            ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { ClientName = $"client-{i}" });
            clients.Add(client);
            for (int j = i * Objects / Sessions; j < (i + 1) * Objects / Sessions; j++)
                (await client.CreateAsync<IStation>(options: new() { Name = $"station/{j}", Type = "station" })).Add(j);
        }
    }

    private async Task TellTimeAsync(DashboardClient http, string path)
    {
        List<double> took = [];
        int size = 0;
        for (int i = 0; i < Times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            size = (await http.GetAsync(path)).Length;
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        took.Sort();
        Tell($"{path}: median {took[Times / 2]:0.0} ms, longest {took[^1]:0.0} ms, {size / 1024} KiB");
    }

    // What clients of the server take meanwhile is counted too: it is as if the dashboard took it.
    private async Task TellCostAsync(DashboardClient http, DashboardProgram program, string path, int everySeconds)
    {
        const int Refreshes = 200;
        TimeSpan before = program.ProcessorTime;
        for (int i = 0; i < Refreshes; i++) await http.GetAsync(path);
        TimeSpan each = (program.ProcessorTime - before) / Refreshes;
        Tell($"{path}: {each.TotalMilliseconds:0.0} ms of a processor each time it is brought up to date, which is {each.TotalSeconds / everySeconds:P2} of a core while it is open");
    }

    private async Task TellProcessorAsync(DashboardProgram program, string what)
    {
        await Task.Delay(Settling);
        TimeSpan before = program.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(Period);
        Tell($"{what}: {(program.ProcessorTime - before) / Stopwatch.GetElapsedTime(start):P2} of a core");
    }

    private void Tell(FormattableString line)
    {
        string text = line.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(text);

        // For who runs it with OBJECTSERVER_DASHBOARD_FIGURES=file: the runner shows what a test writes only where it fails.
        if (Figures is not null) File.AppendAllText(Figures, text + Environment.NewLine);
    }
}
