using System.Globalization;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>Parts of entries for people.</summary>
internal static class EntryText
{
    private const int MostShown = 3;

    /// <summary>A number; a dash for none.</summary>
    public static string Number(ulong number) => number == 0 ? "–" : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name; a dash for none.</summary>
    public static string Name(string name) => name.Length == 0 ? "–" : name;

    /// <summary>An object by its name, or its number.</summary>
    public static string Object(string name, ulong id) => name.Length > 0 ? name : id == 0 ? "–" : $"object {id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A session by its number and client.</summary>
    public static string Session(SessionLabel label)
    {
        if (label.Number == 0) return "the server";
        string away = label.HasAwayMs ? $", away for {SpanText.Of(label.AwayMs)}" : "";
        return $"{label.Number.ToString(CultureInfo.InvariantCulture)} ({label.Client}{away})";
    }

    /// <summary>A call with its age and its caller.</summary>
    public static string Call(CallEntry call, bool withObject)
    {
        string where = withObject ? $"{Object(call.ObjectName, call.Object)}.{call.Member}" : call.Member;
        string state = call.Running ? $"for {SpanText.Of(call.AgeMs)}" : $"waits for {SpanText.Of(call.AgeMs)}";
        return withObject ? $"{where} {state}" : $"{where} {state}, {Session(call.Session)}";
    }

    /// <summary>What somebody holds or waits for.</summary>
    public static string Hold(HoldEntry hold) => $"{hold.How}: {Session(hold.Session)}, {SpanText.Of(hold.ForMs)}";

    /// <summary>The first few, and how many more there are.</summary>
    public static string Few<T>(IReadOnlyList<T> entries, uint count, Func<T, string> text)
    {
        if (entries.Count == 0) return Number(count);
        string shown = string.Join("\n", entries.Take(MostShown).Select(text));
        long more = Math.Max(count, (uint)entries.Count) - Math.Min(entries.Count, MostShown);
        return more > 0 ? $"{shown}{(shown.Length > 0 ? "\n" : "")}and {more.ToString(CultureInfo.InvariantCulture)} more" : shown;
    }

    /// <summary>What a session has of locks and the like, and where it waits.</summary>
    public static string Holds(SessionEntry session)
    {
        string[] parts =
        [
            .. new[] { (session.Locks, "lock"), (session.Permits, "permit"), (session.Leases, "lease"), (session.Waits, "wait") }
                .Where(static part => part.Item1 > 0)
                .Select(static part => $"{part.Item1.ToString(CultureInfo.InvariantCulture)} {part.Item2}{(part.Item1 == 1 ? "" : "s")}"),
        ];
        return parts.Length == 0 ? "–" : string.Join(", ", parts);
    }

    /// <summary>How a session is connected, or for how long it is not.</summary>
    public static string State(SessionEntry session) => session.HasAwayMs ? $"away for {SpanText.Of(session.AwayMs)}" : session.Connection switch
    {
        SessionConnection.Socket => "socket",
        SessionConnection.InProcess => "in process",
        SessionConnection.Unary => "unary",
        _ => "grpc",
    };

    /// <summary>A moment for people, here.</summary>
    public static string Moment(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
