using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Admin;

/// <summary>Says of calls whose they are, and which objects they are of.</summary>
internal static class CallRecords
{
    // A server may have any number of calls under way, and a listing is short: more of one session are not looked at.
    private const int MostOfSession = 1000;

    /// <summary>The calls, those that run before those that wait, the oldest first.</summary>
    public static IReadOnlyList<CallRecord> Of(IEnumerable<CallSight> calls, ObjectTable objects, SessionLabels labels, int most) =>
    [
        .. calls.OrderByDescending(static call => call.IsRunning).ThenByDescending(static call => call.Age).Take(most)
            .Select(call => new CallRecord(call.Member, call.Object, objects.Find(call.Object)?.Name ?? "", labels.Of(call.Session), call.IsRunning, call.Age)),
    ];

    /// <summary>What runs in objects that keep no queue themselves, by object.</summary>
    public static ILookup<ulong, CallSight> ByObject(SessionLabels labels) => labels.All
        .Where(static session => session.Running > 0)
        .SelectMany(static session => session.LookAtCalls(MostOfSession))
        .Where(static call => call.IsRunning)
        .ToLookup(static call => call.Object);
}
