using System.Globalization;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>Looks at a server's objects again and again: those first in which something has run longest.</summary>
/// <param name="admin">Asks the server.</param>
/// <param name="output">Where the looks go.</param>
/// <param name="json">They are JSON.</param>
internal sealed class ObjectWatch(AdminConnection admin, Output output, bool json)
{
    private const int MostRows = 100;

    // Beside the rows: the figures, the head of the table, and what is around it.
    private const int OtherLines = 8;

    private OverviewReply? _last;

    /// <summary>Looks until it has often enough, is told to stop, or the server is lost.</summary>
    public async Task RunAsync(TimeSpan every, int most, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(every);
        for (int i = 0; i < most; i++)
        {
            if (i > 0 && !await timer.WaitForNextTickAsync(cancel)) return;
            OverviewReply overview = await admin.AskAsync((client, options) => client.OverviewAsync(new OverviewRequest(), options), cancel);
            var page = new PageRequest { Sort = "running", Descending = true, Limit = Rows() };
            ListObjectsReply objects = await admin.AskAsync((client, options) => client.ListObjectsAsync(new ListObjectsRequest { Page = page }, options), cancel);
            if (json) output.Json(new { Overview = EntryRows.Of(overview), Objects = objects.Objects.Select(EntryRows.Of) }, inOneLine: true);
            else Write(overview, objects);
            _last = overview;
        }
    }

    private static uint Rows() => Output.IsTerminal ? (uint)Math.Clamp(Console.WindowHeight - OtherLines, 1, MostRows) : MostRows;

    private void Write(OverviewReply overview, ListObjectsReply objects)
    {
        output.Refresh();
        output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{EntryText.Moment(overview.TakenMs)}  {overview.Sessions} sessions, {overview.Objects} objects, {Rate(overview)}{overview.PendingCalls} calls under way, {overview.Errors} failed"));
        LongListing.Write(objects, output);
    }

    private string Rate(OverviewReply overview)
    {
        if (_last is not { } last || overview.TakenMs <= last.TakenMs) return "";
        double rate = (overview.Calls - (double)last.Calls) * 1000 / (overview.TakenMs - last.TakenMs);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, rate):0} calls/s, ");
    }
}
