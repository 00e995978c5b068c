using System.Diagnostics;
using System.Globalization;
using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Soaks;

/// <summary>
/// Calls a server for a long time, by both links, and shows after each period what client and server have allocated and kept. The client is this
/// process.
/// </summary>
/// <param name="length">For how long it calls.</param>
/// <param name="period">How long a period is.</param>
internal sealed class SoakProgram(TimeSpan length, TimeSpan period)
{
    // Of each link: enough to keep the cores of a small machine busy.
    private const int Clients = 8;

    // As the server has one, which is asked by calls.
    private static readonly ProcessMeter Meter = new();

    /// <summary>Does it; 1 when anything has grown.</summary>
    public async Task<int> RunAsync(TextWriter output)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None, ["--log-level", "warning"]);
        await using ServerGauge gauge = await ServerGauge.ConnectAsync(served);
        string[] addresses = [served.AddressBy(Transport.Unix), served.AddressBy(Transport.Tcp)];
        SoakMix[] clients = await Task.WhenAll(addresses.SelectMany(address => Enumerable.Range(0, Clients).Select(_ => SoakMix.ConnectAsync(address))));
        await output.WriteLineAsync("| minute | calls | calls/s | client allocates | server allocates | client heap | server heap | client private | server private |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        var readings = new List<SoakReading>();
        long start = Stopwatch.GetTimestamp();
        do
        {
            readings.Add(await MeasureAsync(clients, gauge));
            await output.WriteLineAsync(Row(Stopwatch.GetElapsedTime(start), readings[^1]));
        }
        while (Stopwatch.GetElapsedTime(start) < length);
        foreach (SoakMix client in clients) await client.DisposeAsync();
        return await JudgeAsync(readings, output);
    }

    private async Task<SoakReading> MeasureAsync(SoakMix[] clients, ServerGauge gauge)
    {
        long serverBefore = gauge.Allocated;
        long clientBefore = Meter.AllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        long[] counts = await Task.WhenAll(clients.Select(client => Task.Run(() => CallAsync(client, start))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long clientAfter = Meter.AllocatedBytes();
        long serverAfter = gauge.Allocated;
        double calls = counts.Sum();
        ServerMemory server = gauge.Read();
        double clientHeap = Meter.LiveBytes();
        NativeHeap.Trim();
        ProcessMemory own = MemoryReport.OfProcesses(Environment.ProcessId).Processes[0];
        return new SoakReading(
            counts.Sum(),
            calls / seconds,
            (clientAfter - clientBefore) / calls,
            (serverAfter - serverBefore) / calls,
            clientHeap,
            server.Heap,
            own.PrivateBytes ?? 0,
            server.Private);
    }

    private async Task<long> CallAsync(SoakMix client, long start)
    {
        long calls = 0;
        while (Stopwatch.GetElapsedTime(start) < period) calls += await client.RoundAsync();
        return calls;
    }

    private static async Task<int> JudgeAsync(IReadOnlyList<SoakReading> readings, TextWriter output)
    {
        await output.WriteLineAsync();
        if (SoakTrend.All[0].Compare(readings) is null)
        {
            await output.WriteLineAsync("Whether anything grows is told after four periods.");
            return 0;
        }

        SoakTrend[] grown = [.. SoakTrend.All.Where(trend => trend.HasGrown(readings))];
        string what = string.Join("; ", grown.Select(trend => string.Create(
            CultureInfo.InvariantCulture, $"the {trend.Name}, from {FigureText.Of(trend.Compare(readings)!.Value.First)} to {FigureText.Of(trend.Compare(readings)!.Value.Last)} bytes")));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{readings.Sum(reading => reading.Calls):#,0} calls: {(grown.Length == 0 ? "nothing has grown." : $"these have grown: {what}.")}"));
        return grown.Length == 0 ? 0 : 1;
    }

    private static string Row(TimeSpan elapsed, SoakReading reading) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {elapsed.TotalMinutes:0.0} | {reading.Calls:#,0} | {FigureText.Of(reading.CallsPerSecond)} | {FigureText.Of(reading.ClientAllocated)} B/call | {FigureText.Of(reading.ServerAllocated)} B/call "
        + $"| {Megabytes(reading.ClientHeap)} | {Megabytes(reading.ServerHeap)} | {Megabytes(reading.ClientPrivate)} | {Megabytes(reading.ServerPrivate)} |");

    private static string Megabytes(double bytes) => $"{FigureText.Of(bytes / ByteUnits.Mebibyte)} MiB";
}
