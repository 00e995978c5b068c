using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// Shared arrays from another process that maps them: how long opening takes, for a large one and a small one, and how fast they are read, beside
/// memory of that process's own.
/// </summary>
internal static class InPlaceArrayCases
{
    private const string OpenLarge = "array-open-4gib";
    private const string OpenRatio = "array-open-large-to-small";
    private const string Scan = "array-scan";
    private const long LargeLength = 4L * 1024 * 1024 * 1024 / sizeof(double);
    private const long SmallLength = 4 * 1024 * 1024 / sizeof(double);
    private const int Openings = 50;

    // A pass takes some tenths of a second, and whatever else the machine does meanwhile makes it longer: the median of a few is no such pass.
    private const int Passes = 5;

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        bool opens = plan.Wants(OpenLarge) || plan.Wants(OpenRatio);
        bool scans = plan.Wants(Scan);
        if (!opens && !scans) return [];
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        string address = server.AddressBy(Transport.Unix);
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await using SharedArray<double> large = await client.CreateArrayAsync<double>([LargeLength], "large");
        await using SharedArray<double> small = await client.CreateArrayAsync<double>([SmallLength], "small");
        await large.FillAsync(1);
        Worker[] workers = await Worker.StartAsync(1, address);
        await using Worker worker = workers[0];
        return
        [
            .. opens ? await OpeningsAsync(worker, plan) : [],
            .. scans ? await ScansAsync(worker, plan) : [],
        ];
    }

    private static async Task<IEnumerable<ResultRow>> OpeningsAsync(Worker worker, MeasuringPlan plan)
    {
        for (int i = 0; i < Openings; i++) await OpenAsync(worker, "small");
        var large = new List<double>();
        var small = new List<double>();
        for (int round = 1; round <= plan.Rounds; round++)
        {
            var these = new List<double>();
            var those = new List<double>();
            for (int i = 0; i < Openings; i++)
            {
                these.Add(await OpenAsync(worker, "large"));
                those.Add(await OpenAsync(worker, "small"));
            }

            large.Add(Samples.Median(these));
            small.Add(Samples.Median(those));
            await plan.Progress.WriteLineAsync($"arrays, round {round}: open {FigureText.Of(large[^1])} and {FigureText.Of(small[^1])} µs");
        }

        return
        [
            ResultRow.Of(OpenLarge, "unix", large, "µs", Bar.AtMost(2000)),
            ResultRow.Of(OpenRatio, "unix", large, small, "opening 4 MiB", "µs", Bar.AtMost(1.1)),
        ];
    }

    private static async Task<double> OpenAsync(Worker worker, string name)
    {
        double microseconds = await worker.AskAsync($"open {name}");
        await worker.AskAsync($"close");
        return microseconds;
    }

    // The worker's own memory has the same numbers, and stays where it is from round to round; the array is opened anew.
    private static async Task<IEnumerable<ResultRow>> ScansAsync(Worker worker, MeasuringPlan plan)
    {
        await worker.AskAsync($"open large");
        await worker.AskAsync($"copy");
        await worker.AskAsync($"close");
        var shared = new List<double>();
        var own = new List<double>();
        for (int round = 1; round <= plan.Rounds; round++)
        {
            await worker.AskAsync($"open large");

            // The first pass brings the pages in, or what the processor keeps of where they are.
            await worker.AskAsync($"pass");
            await worker.AskAsync($"own-pass");
            var these = new List<double>();
            var those = new List<double>();
            for (int pass = 0; pass < Passes; pass++)
            {
                these.Add(await worker.AskAsync($"pass"));
                those.Add(await worker.AskAsync($"own-pass"));
            }

            await worker.AskAsync($"close");
            shared.Add(Samples.Median(these));
            own.Add(Samples.Median(those));
            await plan.Progress.WriteLineAsync(
                $"arrays, round {round}: scan {FigureText.Of(shared[^1])} s ({Range(these)}), of own memory {FigureText.Of(own[^1])} s ({Range(those)})");
        }

        return [ResultRow.Of(Scan, "unix", shared, own, "memory of one's own", "s", Bar.AtMost(1.1))];
    }

    private static string Range(List<double> seconds) => $"{FigureText.Of(seconds.Min())} to {FigureText.Of(seconds.Max())}";
}
