using ObjectServer.Client.Session;
using ObjectServer.Dispatch;
using ObjectServer.Session.Authentication;

namespace ObjectServer.Session;

/// <summary>A session as who looks at the server sees it, whichever way it came. Everything may be asked at any time; nothing waits.</summary>
internal interface IOpenSession
{
    /// <summary>Its number, for people; not a secret.</summary>
    ulong Number { get; }

    /// <summary>What logs call it; not a secret.</summary>
    Guid Id { get; }

    /// <summary>What the client calls itself.</summary>
    string ClientName { get; }

    /// <summary>The client's process as it says itself; 0 where it does not.</summary>
    long ProcessId { get; }

    /// <summary>Who is at the other end, or was last.</summary>
    SessionPeer LastPeer { get; }

    /// <summary>By what it is connected.</summary>
    ConnectionKind Connection { get; }

    /// <summary>Who the client has proven to be.</summary>
    Principal Principal { get; }

    /// <summary>When it began.</summary>
    DateTimeOffset Started { get; }

    /// <summary>For how long it has waited for its client, which has no link; null when it does not.</summary>
    TimeSpan? AwayFor { get; }

    /// <summary>How long the last way there and back took; null while that is not known.</summary>
    TimeSpan? RoundTrip { get; }

    /// <summary>What it holds.</summary>
    SessionReferences References { get; }

    /// <summary>How many handlers of events it has.</summary>
    int Subscriptions { get; }

    /// <summary>How many calls and requests are under way.</summary>
    int Running { get; }

    /// <summary>How many calls and requests it has made.</summary>
    long CallCount { get; }

    /// <summary>How many of them have failed.</summary>
    long FailureCount { get; }

    /// <summary>The calls that are under way.</summary>
    /// <param name="most">How many are wanted.</param>
    IReadOnlyList<CallSight> LookAtCalls(int most);

    /// <summary>Ends the session as if its client had died, and tells the client why.</summary>
    Task KickAsync(SessionEndedException reason);

    /// <summary>Asks the client for a sign of life, so that <see cref="RoundTrip"/> becomes known; does not wait for it.</summary>
    void Probe();
}
