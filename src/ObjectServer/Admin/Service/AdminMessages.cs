using Google.Protobuf;
using ObjectServer.Admin.Log;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Admin.Service;

/// <summary>Writes what the server's view gives as messages of the protocol.</summary>
internal static class AdminMessages
{
    public static ListQuery Read(PageRequest? page) =>
        page is null ? new ListQuery() : new ListQuery(Clamp(page.Skip), Clamp(page.Limit), page.Search, page.Sort, page.Descending);

    public static PageInfo Page<T>(ListPage<T> page) => new() { Found = (uint)page.Found, Total = (uint)page.Total };

    public static OverviewReply Write(ServerOverview overview)
    {
        var reply = new OverviewReply
        {
            Server = ByteString.CopyFrom(overview.ServerId.ToByteArray(bigEndian: true)),
            Generation = overview.Generation,
            Version = overview.Version,
            Process = overview.ProcessId,
            StartedMs = overview.Started.ToUnixTimeMilliseconds(),
            TakenMs = overview.Taken.ToUnixTimeMilliseconds(),
            Draining = overview.IsDraining,
            Sessions = (uint)overview.Sessions,
            SessionsAway = (uint)overview.SessionsAway,
            Objects = (uint)overview.Objects,
            Calls = (ulong)overview.Calls,
            Errors = (ulong)overview.Errors,
            PendingCalls = (uint)Math.Max(0, overview.PendingCalls),
            CpuLaneThreads = (uint)overview.CpuLaneThreads,
            CpuLaneRunning = (uint)overview.CpuLaneRunning,
            CpuLaneWaiting = (uint)overview.CpuLaneWaiting,
            PoolThreads = (uint)overview.ThreadPoolThreads,
            PoolQueue = (ulong)overview.ThreadPoolQueue,
            HeapBytes = (ulong)overview.HeapBytes,
            WorkingSetBytes = (ulong)overview.WorkingSetBytes,
            SharedMemoryBytes = (ulong)overview.SharedMemoryBytes,
        };
        reply.Addresses.AddRange(overview.Addresses);
        return reply;
    }

    public static ObjectEntry Write(ObjectRecord record)
    {
        var entry = new ObjectEntry
        {
            Reference = ReferenceMessages.Write(record.Reference),
            Type = record.Type,
            Contract = record.Contract,
            Name = record.Name,
            Concurrent = record.Concurrency == ObjectConcurrency.Concurrent,
            References = (ulong)record.References,
            Holders = (uint)record.Holders,
            Waiting = (uint)record.Waiting,
            LongestWaitMs = Ms(record.LongestWait),
            Calls = (ulong)record.Calls,
            Errors = (ulong)record.Errors,
        };
        entry.HeldBy.AddRange(record.HeldBy.Select(Write));
        entry.WaitingCalls.AddRange(record.WaitingCalls.Select(Write));
        entry.Running.AddRange(record.Running.Select(Write));
        if (record.Waits is { } waits) entry.Waits = Write(waits);
        return entry;
    }

    public static SessionEntry Write(SessionRecord record)
    {
        var entry = new SessionEntry
        {
            Number = record.Number,
            Id = ByteString.CopyFrom(record.Id.ToByteArray(bigEndian: true)),
            Client = record.ClientName,
            Process = record.ProcessId,
            Address = record.Address,
            Principal = record.Principal,
            Connection = Write(record.Connection),
            StartedMs = record.Started.ToUnixTimeMilliseconds(),
            Objects = (uint)record.Objects,
            References = (ulong)record.References,
            Locks = (uint)record.Holds.Locks,
            Permits = (uint)record.Holds.Permits,
            Leases = (uint)record.Holds.Leases,
            Waits = (uint)record.Holds.Waits,
            Subscriptions = (uint)record.Subscriptions,
            Pending = (uint)Math.Max(0, record.Pending),
            Calls = (ulong)record.Calls,
            Errors = (ulong)record.Errors,
        };
        if (record.AwayFor is { } away) entry.AwayMs = Ms(away);
        if (record.RoundTrip is { } trip) entry.RoundTripUs = (ulong)trip.TotalMicroseconds;
        entry.PendingCalls.AddRange(record.PendingCalls.Select(Write));
        return entry;
    }

    public static DescribeSessionReply Write(SessionDetail detail)
    {
        var reply = new DescribeSessionReply { Session = Write(detail.Session) };
        reply.Objects.AddRange(detail.Objects.Select(static held => new HeldObjectEntry { Object = held.Object, Name = held.Name, Type = held.Type, References = (ulong)held.References }));
        reply.Holds.AddRange(detail.Holds.Select(static hold => new SessionHoldEntry
        {
            Object = hold.Object,
            Name = hold.Name,
            Nature = hold.Nature,
            How = hold.How,
            Held = hold.IsHeld,
            ForMs = Ms(hold.For),
        }));
        return reply;
    }

    public static LockEntry Write(WaitRecord record)
    {
        var entry = new LockEntry
        {
            Object = record.Object,
            Name = record.Name,
            Nature = record.Nature,
            State = record.State,
            Holders = (uint)record.Holders,
            Waiters = (uint)record.Waiters,
        };
        entry.Held.AddRange(record.Held.Select(Write));
        entry.Waiting.AddRange(record.Waiting.Select(Write));
        return entry;
    }

    public static SegmentEntry Write(SegmentRecord record)
    {
        var entry = new SegmentEntry { Object = record.Object, Name = record.Name, Layout = record.Layout, Bytes = (ulong)record.Bytes, References = (ulong)record.References };
        entry.Holders.AddRange(record.Holders.Select(Write));
        return entry;
    }

    public static LogEntry Write(LogLine line) => new()
    {
        Number = (ulong)line.Number,
        TimeMs = line.Time.ToUnixTimeMilliseconds(),
        Severity = (LogSeverity)Math.Clamp((int)line.Level, (int)LogSeverity.Trace, (int)LogSeverity.Critical),
        Category = line.Category,
        Text = line.Text,
    };

    private static Wire.SessionLabel Write(SessionLabel label)
    {
        var written = new Wire.SessionLabel { Number = label.Number, Client = label.ClientName };
        if (label.AwayFor is { } away) written.AwayMs = Ms(away);
        return written;
    }

    private static CallEntry Write(CallRecord call) => new()
    {
        Member = call.Member,
        Object = call.Object,
        ObjectName = call.ObjectName,
        Session = Write(call.Session),
        Running = call.IsRunning,
        AgeMs = Ms(call.Age),
    };

    private static HoldEntry Write(HoldRecord hold) => new() { Session = Write(hold.Session), How = hold.How, ForMs = Ms(hold.For) };

    private static HolderEntry Write(ObjectHolder holder) => new() { Session = Write(holder.Session), References = (ulong)holder.References };

    private static SessionConnection Write(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Socket => SessionConnection.Socket,
        ConnectionKind.InProcess => SessionConnection.InProcess,
        ConnectionKind.Unary => SessionConnection.Unary,
        _ => SessionConnection.Grpc,
    };

    private static int Clamp(uint number) => (int)Math.Min(number, int.MaxValue);

    private static ulong Ms(TimeSpan span) => (ulong)Math.Max(0, span.TotalMilliseconds);
}
