using System.CommandLine;
using System.Globalization;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Lists who holds locks and the like, and who waits for them.</summary>
internal static class LocksCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var page = new PageOptions("id", "name", "holders", "waiters");
        var idle = new Option<bool>("--all") { Description = "Also those of which nobody has anything, and at which nobody waits." };
        return AdminCommand.Create("locks", "Lists locks, semaphores, barriers, queues and the like: who has something of each, and who waits, since when.", [idle, .. page.All], async (admin, parsed, cancel) =>
        {
            var request = new ListLocksRequest { Page = page.Read(parsed), IncludeIdle = parsed.GetValue(idle) };
            ListLocksReply reply = await admin.AskAsync((client, options) => client.ListLocksAsync(request, options), cancel);
            if (parsed.GetValue(page.Json)) output.Json(reply.Locks.Select(EntryRows.Of));
            else if (reply.Locks.Count == 0) output.Line("Nobody holds or waits for anything.");
            else Write(reply, output);
        });
    }

    private static void Write(ListLocksReply reply, Output output)
    {
        output.Table([">object", "name", "kind", "state", "held by", "waiting"], reply.Locks.Select(static one => new[]
        {
            one.Object.ToString(CultureInfo.InvariantCulture),
            EntryText.Name(one.Name),
            one.Nature,
            EntryText.Name(one.State),
            EntryText.Few(one.Held, one.Holders, EntryText.Hold),
            EntryText.Few(one.Waiting, one.Waiters, EntryText.Hold),
        }));
        if (PageOptions.Rest(reply.Page, reply.Locks.Count) is { } rest) output.Line(rest);
    }
}
