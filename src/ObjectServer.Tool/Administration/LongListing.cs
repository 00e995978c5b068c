using System.Globalization;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>Objects with who holds them, and what runs in them.</summary>
internal static class LongListing
{
    /// <summary>Asks for a page of objects, and writes it.</summary>
    public static async Task WriteAsync(AdminConnection admin, PageRequest page, string prefix, bool json, Output output, CancellationToken cancel)
    {
        ListObjectsReply reply = await admin.AskAsync((client, options) => client.ListObjectsAsync(new ListObjectsRequest { Page = page, NamePrefix = prefix }, options), cancel);
        if (json) output.Json(reply.Objects.Select(EntryRows.Of));
        else if (reply.Objects.Count == 0) output.Line("No objects.");
        else Write(reply, output);
    }

    /// <summary>Writes a page of objects.</summary>
    public static void Write(ListObjectsReply reply, Output output)
    {
        output.Table(["name", ">object", "type", ">references", "held by", ">calls", ">waiting", ">longest wait", "running"], reply.Objects.Select(Cells));
        if (PageOptions.Rest(reply.Page, reply.Objects.Count) is { } rest) output.Line(rest);
    }

    private static string[] Cells(ObjectEntry one) =>
    [
        EntryText.Name(one.Name),
        one.Reference.Object.ToString(CultureInfo.InvariantCulture),
        one.Waits is { State.Length: > 0 } waits ? $"{one.Type} ({waits.State})" : one.Type,
        one.References.ToString(CultureInfo.InvariantCulture),
        EntryText.Few(one.HeldBy, one.Holders, static holder => $"{EntryText.Session(holder.Session)}{(holder.References > 1 ? $" × {holder.References.ToString(CultureInfo.InvariantCulture)}" : "")}"),
        one.Calls.ToString(CultureInfo.InvariantCulture) + (one.Errors == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({one.Errors} failed)")),
        Waiting(one).ToString(CultureInfo.InvariantCulture),
        one.Waiting == 0 ? "–" : SpanText.Of(one.LongestWaitMs),
        EntryText.Few(one.Running, (uint)one.Running.Count, static call => EntryText.Call(call, withObject: false)),
    ];

    // Who waits within a lock or a queue waits for the object, too.
    private static uint Waiting(ObjectEntry one) => one.Waiting + (one.Waits?.Waiters ?? 0);
}
