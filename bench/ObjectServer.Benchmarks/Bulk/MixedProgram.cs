using System.Diagnostics;
using System.Text.Json;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Bulk;

/// <summary>Small calls, one after the other, while gigabytes go up and others come down.</summary>
internal static class MixedProgram
{
    /// <summary>Bytes of one array.</summary>
    public const int PieceBytes = 64 * 1024 * 1024;

    // Eight gigabytes each way. Raw sockets take half a second for one, and whether a hundredth of the calls in it stand behind something is chance.
    private const long TotalBytes = 8L * 1024 * 1024 * 1024;
    private const long WarmUpBytes = 256L * 1024 * 1024;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    /// <summary>Measures, and prints the figures as one line.</summary>
    public static async Task<int> RunAsync(string address, bool raw)
    {
        await using MixedTarget target = raw ? new RawMixedTarget(address, PieceBytes) : await OurMixedTarget.ConnectAsync(address, PieceBytes);

        // As long as a running program compiles its code again for speed, that takes half a core: a server that has run for a while does not.
        var warming = Stopwatch.StartNew();
        while (warming.Elapsed < WarmUp) await MeasureAsync(target, WarmUpBytes);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await MeasureAsync(target, TotalBytes)));
        return 0;
    }

    private static async Task<MixedFigures> MeasureAsync(MixedTarget target, long bytes)
    {
        var latencies = new LatencyHistogram();
        long start = Stopwatch.GetTimestamp();
        Task moving = Task.WhenAll(
            Task.Run(() => RepeatAsync(bytes, target.UploadAsync)),
            Task.Run(() => RepeatAsync(bytes, target.DownloadAsync)));
        var calling = Task.Factory.StartNew(
            () =>
            {
                while (!moving.IsCompleted)
                {
                    long begin = Stopwatch.GetTimestamp();
                    target.Call();
                    latencies.Record(Stopwatch.GetTimestamp() - begin);
                }
            },
            TaskCreationOptions.LongRunning);
        await moving;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await calling;
        return new MixedFigures(latencies.Percentile(0.5) ?? 0, latencies.Percentile(0.99) ?? 0, 2 * bytes / 1e9 / seconds);
    }

    private static async Task RepeatAsync(long bytes, Func<int, Task> move)
    {
        for (long done = 0; done < bytes; done += PieceBytes) await move(PieceBytes).ConfigureAwait(false);
    }
}
