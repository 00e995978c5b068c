using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>Entries as JSON has them: the names and units are documented, and stay.</summary>
internal static class EntryRows
{
    public static object Of(SessionEntry session) => new
    {
        session.Number,
        Id = new Guid(session.Id.Span, bigEndian: true),
        session.Client,
        session.Process,
        session.Address,
        session.Principal,
        Connection = $"{session.Connection}",
        Started = DateTimeOffset.FromUnixTimeMilliseconds(session.StartedMs),
        AwaySeconds = session.HasAwayMs ? Seconds(session.AwayMs) : (double?)null,
        RoundTripMicroseconds = session.HasRoundTripUs ? session.RoundTripUs : (ulong?)null,
        session.Objects,
        session.References,
        session.Locks,
        session.Permits,
        session.Leases,
        session.Waits,
        session.Subscriptions,
        session.Pending,
        PendingCalls = session.PendingCalls.Select(Of),
        session.Calls,
        session.Errors,
    };

    public static object Of(DescribeSessionReply reply) => new
    {
        Session = Of(reply.Session),
        Objects = reply.Objects.Select(static held => new { held.Object, Name = OrNull(held.Name), held.Type, held.References }),
        Holds = reply.Holds.Select(static hold => new { hold.Object, Name = OrNull(hold.Name), hold.Nature, hold.How, hold.Held, Seconds = Seconds(hold.ForMs) }),
    };

    public static object Of(ObjectEntry entry) => new
    {
        Name = OrNull(entry.Name),
        Id = entry.Reference.Object,
        entry.Type,
        entry.Contract,
        Concurrency = entry.Concurrent ? "concurrent" : "serialized",
        entry.References,
        entry.Holders,
        HeldBy = entry.HeldBy.Select(static one => new { Session = Of(one.Session), one.References }),
        entry.Calls,
        entry.Errors,
        entry.Waiting,
        LongestWaitSeconds = Seconds(entry.LongestWaitMs),
        WaitingCalls = entry.WaitingCalls.Select(Of),
        Running = entry.Running.Select(Of),
        Waits = entry.Waits is { } waits ? Of(waits) : null,
    };

    public static object Of(LockEntry entry) => new
    {
        entry.Object,
        Name = OrNull(entry.Name),
        entry.Nature,
        State = OrNull(entry.State),
        entry.Holders,
        Held = entry.Held.Select(Of),
        entry.Waiters,
        Waiting = entry.Waiting.Select(Of),
    };

    public static object Of(OverviewReply overview) => new
    {
        Server = new Guid(overview.Server.Span, bigEndian: true),
        overview.Generation,
        overview.Version,
        overview.Process,
        Started = DateTimeOffset.FromUnixTimeMilliseconds(overview.StartedMs),
        Taken = DateTimeOffset.FromUnixTimeMilliseconds(overview.TakenMs),
        Addresses = overview.Addresses.ToArray(),
        overview.Draining,
        overview.Sessions,
        overview.SessionsAway,
        overview.Objects,
        overview.Calls,
        overview.Errors,
        overview.PendingCalls,
        overview.CpuLaneThreads,
        overview.CpuLaneRunning,
        overview.CpuLaneWaiting,
        overview.PoolThreads,
        overview.PoolQueue,
        overview.HeapBytes,
        overview.WorkingSetBytes,
        overview.SharedMemoryBytes,
    };

    public static object Of(LogEntry line) => new
    {
        line.Number,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(line.TimeMs),
        Severity = $"{line.Severity}",
        line.Category,
        line.Text,
    };

    private static object Of(CallEntry call) => new
    {
        call.Member,
        call.Object,
        ObjectName = OrNull(call.ObjectName),
        Session = Of(call.Session),
        call.Running,
        AgeSeconds = Seconds(call.AgeMs),
    };

    private static object Of(HoldEntry hold) => new { Session = Of(hold.Session), hold.How, Seconds = Seconds(hold.ForMs) };

    private static object Of(SessionLabel label) => new { label.Number, label.Client, AwaySeconds = label.HasAwayMs ? Seconds(label.AwayMs) : (double?)null };

    private static double Seconds(ulong milliseconds) => milliseconds / 1000.0;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
