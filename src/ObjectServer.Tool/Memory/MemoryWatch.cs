using System.Globalization;
using ObjectServer.Client;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Memory;

/// <summary>Takes samples of a server's memory, writes a line for each, and plots them when it ends, however it does.</summary>
/// <param name="client">Asks the server.</param>
/// <param name="output">Where the lines go.</param>
/// <param name="json">They are JSON.</param>
/// <param name="svg">Where the plot goes; null for none.</param>
internal sealed class MemoryWatch(ObjectClient client, Output output, bool json, string? svg)
{
    private readonly List<MemorySample> _samples = [];

    /// <summary>Takes samples until there are enough, it is told to stop, or the server is lost.</summary>
    public async Task RunAsync(TimeSpan every, int most, CancellationToken cancel)
    {
        try
        {
            await SampleAsync(every, most, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ctrl-C is how one ends it.
        }
        finally
        {
            if (svg is not null && _samples.Count > 0) await File.WriteAllTextAsync(svg, MemoryPlot.Draw(_samples, client.Address), CancellationToken.None);
        }
    }

    private async Task SampleAsync(TimeSpan every, int most, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(every);
        DateTimeOffset? first = null;
        do
        {
            MemoryReport report = (await client.GetMemoryReportAsync(cancel)).WithoutTool();
            first ??= report.Taken;
            _samples.Add(MemorySample.Of(report, report.Taken - first.Value));
            if (json) output.Json(report, inOneLine: true);
            else output.Line(LineOf(report));
        }
        while (_samples.Count < most && await timer.WaitForNextTickAsync(cancel));
    }

    private static string LineOf(MemoryReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Taken.ToLocalTime():HH:mm:ss}  RSS {ByteText.Of(report.ResidentBytes),11}  PSS {ByteText.Of(report.ProportionalBytes),11}  segments {ByteText.Of(report.SegmentBytes),11} in {report.Segments.Count}  processes {report.Processes.Count}");
}
