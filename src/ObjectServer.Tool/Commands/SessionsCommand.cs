using System.CommandLine;
using System.Globalization;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Lists the sessions of a server, or shows one of them.</summary>
internal static class SessionsCommand
{
    private const int WideColumns = 120;

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var number = SessionArgument.Create(required: false);
        var page = new PageOptions("number", "client", "objects", "references", "holds", "pending", "calls", "away");
        return AdminCommand.Create("sessions", "Lists sessions: who they are of, what each holds and has under way; of one session, all of it.", [number, .. page.All], async (admin, parsed, cancel) =>
        {
            bool json = parsed.GetValue(page.Json);
            if (parsed.GetValue(number) is { } one)
            {
                DescribeSessionReply reply = await admin.AskAsync((client, options) => client.DescribeSessionAsync(new DescribeSessionRequest { Number = one }, options), cancel);
                if (json) output.Json(EntryRows.Of(reply));
                else Write(reply, output);
                return;
            }

            ListSessionsReply all = await admin.AskAsync((client, options) => client.ListSessionsAsync(new ListSessionsRequest { Page = page.Read(parsed) }, options), cancel);
            if (json) output.Json(all.Sessions.Select(EntryRows.Of));
            else Write(all, output);
        });
    }

    private static void Write(ListSessionsReply reply, Output output)
    {
        // Who is where is the first to go from a narrow terminal: of one session, all is shown.
        Func<SessionEntry, string[]> cells = output.Width >= WideColumns ? Cells : static session => [.. Cells(session).Where(static (_, i) => i is not (2 or 6))];
        string[] columns = output.Width >= WideColumns
            ? [">session", "client", "address", "link", ">references", "holds", ">calls", "under way"]
            : [">session", "client", "link", ">references", "holds", "under way"];
        output.Table(columns, reply.Sessions.Select(cells));
        if (PageOptions.Rest(reply.Page, reply.Sessions.Count) is { } rest) output.Line(rest);
    }

    private static string[] Cells(SessionEntry session) =>
    [
        Number(session.Number),
        session.Process > 0 ? $"{session.Client} ({session.Process.ToString(CultureInfo.InvariantCulture)})" : session.Client,
        session.Address,
        EntryText.State(session),
        Number(session.References),
        EntryText.Holds(session),
        Number(session.Calls),
        EntryText.Few(session.PendingCalls, session.Pending, static call => EntryText.Call(call, withObject: true)),
    ];

    private static void Write(DescribeSessionReply reply, Output output)
    {
        SessionEntry session = reply.Session;
        output.Fields(
            ("session", Number(session.Number)),
            ("client", session.Process > 0 ? $"{session.Client}, process {session.Process.ToString(CultureInfo.InvariantCulture)}" : session.Client),
            ("address", $"{session.Address}, {EntryText.State(session)}"),
            ("principal", session.Principal),
            ("log id", new Guid(session.Id.Span, bigEndian: true).ToString()),
            ("since", EntryText.Moment(session.StartedMs)),
            ("round trip", session.HasRoundTripUs ? $"{Number(session.RoundTripUs)} µs" : "–"),
            ("calls", $"{Number(session.Calls)}, of which {Number(session.Errors)} failed and {Number(session.Pending)} are under way"),
            ("handlers of events", Number(session.Subscriptions)));
        if (session.PendingCalls.Count > 0)
            output.Table(["under way", "object", ">for"], session.PendingCalls.Select(static call => new[] { call.Running ? call.Member : $"{call.Member} (waits)", EntryText.Object(call.ObjectName, call.Object), SpanText.Of(call.AgeMs) }));
        if (reply.Objects.Count > 0)
            output.Table(["holds object", "type", ">references"], reply.Objects.Select(static held => new[] { EntryText.Object(held.Name, held.Object), held.Type, Number(held.References) }));
        if (session.Objects > reply.Objects.Count) output.Line($"and {session.Objects - reply.Objects.Count} more objects.");
        if (reply.Holds.Count > 0)
            output.Table(["has or waits", "of", "name", ">for"], reply.Holds.Select(static hold => new[] { $"{(hold.Held ? "has" : "waits")}: {hold.How}", hold.Nature, EntryText.Object(hold.Name, hold.Object), SpanText.Of(hold.ForMs) }));
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
