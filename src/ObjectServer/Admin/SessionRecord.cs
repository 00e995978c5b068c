using ObjectServer.Client.Session.Holds;
using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <summary>A session: who it is of, and what it holds and has under way.</summary>
internal sealed record SessionRecord
{
    /// <summary>Its number; not a secret.</summary>
    public required ulong Number { get; init; }

    /// <summary>What logs call it; not a secret.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the client calls itself.</summary>
    public required string ClientName { get; init; }

    /// <summary>The client's process as it says itself; 0 where it does not.</summary>
    public required long ProcessId { get; init; }

    /// <summary>Address and port of the client, or the socket.</summary>
    public required string Address { get; init; }

    /// <summary>Who the client has proven to be.</summary>
    public required string Principal { get; init; }

    /// <summary>By what it is connected.</summary>
    public required ConnectionKind Connection { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>For how long it has waited for its client, which has no link; null when it does not.</summary>
    public required TimeSpan? AwayFor { get; init; }

    /// <summary>How long the last way there and back took; null while that is not known.</summary>
    public required TimeSpan? RoundTrip { get; init; }

    /// <summary>How many objects it holds.</summary>
    public required int Objects { get; init; }

    /// <summary>How many references it holds, those of one object counted each.</summary>
    public required long References { get; init; }

    /// <summary>What else it holds, and how often it waits.</summary>
    public required HoldCounts Holds { get; init; }

    /// <summary>How many handlers of events it has.</summary>
    public required int Subscriptions { get; init; }

    /// <summary>How many calls and requests it has under way.</summary>
    public required int Pending { get; init; }

    /// <summary>How many calls and requests it has made.</summary>
    public required long Calls { get; init; }

    /// <summary>How many of them have failed.</summary>
    public required long Errors { get; init; }

    /// <summary>The first calls that are under way, those that run before those that wait, the oldest first; at most <see cref="MostCalls"/>.</summary>
    public required IReadOnlyList<CallRecord> PendingCalls { get; init; }

    /// <summary>How many calls are described.</summary>
    public const int MostCalls = 16;
}
