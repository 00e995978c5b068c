using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ObjectServer.Benchmarks.Rivals.BareHttp;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// One of the processes that use a big thing together. It is told by lines what to do, and answers each with a line; what it is told before it
/// opens anything is the array's name.
/// </summary>
internal static class WorkerProgram
{
    /// <summary>Does what it is told until its input ends.</summary>
    public static async Task<int> RunAsync(string address, bool inPlace)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { MapSharedMemory = inPlace });
        SharedArray<double>? array = null;
        SharedTable? table = null;
        PrivateView? view = null;
        OwnCopy? own = null;
        BareHttpConnection? bare = null;
        double sum = 0;
        double allocated = 0;
        await AnswerAsync("up", 0);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            long start;
            switch (words[0])
            {
                case "open":
                    start = Stopwatch.GetTimestamp();
                    array = await client.GetArrayAsync<double>(words[1]);
                    using (SharedBlock<double> first = await array.AcquireAsync(..1)) _ = first.Span[0];
                    await AnswerAsync("microseconds", Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                    break;
                case "close":
                    await array!.DisposeAsync();
                    await AnswerAsync("closed", 0);
                    break;
                case "rows":
                    await AnswerAsync("sum", await SumAsync(array!.Rows(..int.Parse(words[1], CultureInfo.InvariantCulture))));
                    break;
                case "copy":
                    own = await OwnCopy.OfAsync(array!);
                    await AnswerAsync("copied", array!.Length);
                    break;
                case "pass":
                    start = Stopwatch.GetTimestamp();
                    sum = await SumAsync(array!);
                    await AnswerAsync("seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
                    break;
                case "own-pass":
                    await AnswerAsync("seconds", OwnPass(own!, sum));
                    break;
                case "read":
                    await AnswerAsync("seconds", await ReadAsync(array!));
                    break;
                case "write":
                    await AnswerAsync("seconds", await WriteAsync(array!));
                    break;
                case "bare":
                    bare = new BareHttpConnection(words[1]);
                    await AnswerAsync("connects", 0);
                    break;
                case "bare-read":
                    start = Stopwatch.GetTimestamp();
                    await bare!.ReceiveAsync(BytesOf(array!));
                    await AnswerAsync("seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
                    break;
                case "bare-write":
                    start = Stopwatch.GetTimestamp();
                    await bare!.SendAsync(BytesOf(array!));
                    await AnswerAsync("seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
                    break;
                case "table":
                    table = await client.GetTableAsync(words[1]);
                    await AnswerAsync("rows", table.RowCount);
                    break;
                case "nansum":
                    long before = GC.GetTotalAllocatedBytes(precise: true);
                    sum = await NanSumAsync(table!);
                    allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                    await AnswerAsync("sum", sum);
                    break;
                case "allocated":
                    await AnswerAsync("bytes", allocated);
                    break;
                case "pss":
                    await AnswerAsync("bytes", ProcessMemory.Pss);
                    break;
                case "view":
                    view = new PrivateView(array!);
                    PrivateView.Warm(words[1]);
                    await AnswerAsync("ready", 0);
                    break;
                case "change":
                    view!.Change(words[1]);
                    await AnswerAsync("changed", 0);
                    break;
                default:
                    throw new ArgumentException(line);
            }
        }

        own?.Dispose();
        bare?.Dispose();
        view?.Dispose();
        return 0;
    }

    private static Task AnswerAsync(string what, double figure) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(new Dictionary<string, double> { [what] = figure }));

    private static long BytesOf(SharedArray<double> array) => array.Length * sizeof(double);

    private static async Task<double> SumAsync(SharedArray<double> array)
    {
        double sum = 0;
        await foreach (SharedBlock<double> block in array.BlocksAsync(..)) sum += Sum(block.Span);
        return sum;
    }

    private static async Task<double> NanSumAsync(SharedTable table)
    {
        double sum = 0;
        SharedArray<double> column = await table.ColumnAsync<double>("val");
        await foreach (SharedBlock<double> block in column.BlocksAsync(..)) sum += VectorSum.WithoutNan(block.Span);
        return sum;
    }

    // Both have the same numbers, and are summed in the same order.
    private static double OwnPass(OwnCopy own, double expected)
    {
        long start = Stopwatch.GetTimestamp();
        double sum = own.Sum();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return sum == expected ? seconds : throw new InvalidOperationException($"The sum is {sum} of one's own numbers, and {expected} of the shared ones.");
    }

    private static async Task<double> ReadAsync(SharedArray<double> array)
    {
        long start = Stopwatch.GetTimestamp();
        using SharedBlock<double> block = await array.AcquireAsync(..);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> WriteAsync(SharedArray<double> array)
    {
        await using SharedBlock<double> block = await array.AcquireAsync(.., BlockAccess.Overwrite);
        block.Span.Fill(1);
        long start = Stopwatch.GetTimestamp();
        await block.FlushAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The sum of some numbers, as a plain loop over vectors.</summary>
    public static double Sum(ReadOnlySpan<double> numbers) => VectorSum.Of(numbers);
}
