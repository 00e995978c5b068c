using System.Globalization;
using ObjectServer;
using ObjectServer.Client;

namespace SharedData;

/// <summary>What a worker does: it opens arrays by their names, and computes over them in place.</summary>
internal static class WorkerMode
{
    /// <summary>Does what it is told until the input ends.</summary>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(
            Environment.GetEnvironmentVariable(WorkerProcess.AddressVariable)!,
            new ObjectClientOptions { AuthKey = Environment.GetEnvironmentVariable(WorkerProcess.KeyVariable) });
        await output.WriteLineAsync("0");
        while (await input.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            double answer = words[0] switch
            {
                "create" => await CreateAsync(client, words[1], Whole(words[2])),
                "rows" => await SumRowsAsync(client, words[1], Whole(words[2])),
                "nansum" => await NanSumAsync(client, words[1], words[2]),
                "keep" => await TouchAsync(client, words[1], Whole(words[2])),
                "change" => await ChangeAsync(client, words[1], words[2]),
                _ => throw new ArgumentException(line),
            };
            await output.WriteLineAsync(answer.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<double> CreateAsync(ObjectClient client, string name, long length)
    {
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([length], name);
        await array.FillAsync(Environment.ProcessId);
        return Environment.ProcessId;
    }

    private static async Task<double> SumRowsAsync(ObjectClient client, string name, long rows)
    {
        await using SharedArray<double> table = await client.GetArrayAsync<double>(name);
        double sum = 0;
        await foreach (SharedBlock<double> block in table.Rows(new ElementRange(0, rows)).BlocksAsync(..))
            foreach (double number in block.Span) sum += number;
        return sum;
    }

    private static async Task<double> NanSumAsync(ObjectClient client, string name, string column)
    {
        await using SharedTable table = await client.GetTableAsync(name);
        double sum = 0;
        await foreach (SharedBlock<double> block in (await table.ColumnAsync<double>(column)).BlocksAsync(..))
            foreach (double number in block.Span) sum += double.IsNaN(number) ? 0 : number;
        return sum;
    }

    // The array stays open: its pages are this process's, too, until it ends.
    private static async Task<double> TouchAsync(ObjectClient client, string name, long elements)
    {
        SharedArray<double> array = await client.GetArrayAsync<double>(name);
        double sum = 0;
        await foreach (SharedBlock<double> block in array.BlocksAsync(new ElementRange(0, elements)))
            foreach (double number in block.Span) sum += number;
        return sum;
    }

    private static async Task<double> ChangeAsync(ObjectClient client, string name, string part)
    {
        await using SharedArray<double> array = await client.GetArrayAsync<double>(name);
        using CopyOnWriteArray<double> view = array.OpenCopyOnWrite();
        using SharedBlock<double> block = view.Acquire(..);
        double before = PrivateBytes();
        PrivateViews.Change(block.Span, (int)array.Shape[1], part);
        return PrivateBytes() - before;
    }

    private static double PrivateBytes() => MemoryReport.OfProcesses(Environment.ProcessId).Processes[0].PrivateBytes
        ?? throw new PlatformNotSupportedException("The system does not tell what memory a process has for itself.");
}
