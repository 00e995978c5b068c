namespace ObjectServer;

/// <summary>Everything the server logs. Event ids are never reused; no entry carries a payload or a secret.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Session {Session} of {Client} at {Address} started.")]
    public static partial void SessionStarted(this ILogger log, Guid session, string client, string address);

    [LoggerMessage(2, LogLevel.Information, "Session {Session} of {Client} ended.")]
    public static partial void SessionEnded(this ILogger log, Guid session, string client);

    [LoggerMessage(3, LogLevel.Warning, "{Address} did not finish its handshake in time.")]
    public static partial void HandshakeTimedOut(this ILogger log, string address);

    [LoggerMessage(4, LogLevel.Debug, "A link with {Address} broke: {Reason}")]
    public static partial void LaneBroken(this ILogger log, string address, string reason);

    [LoggerMessage(5, LogLevel.Warning, "A link with {Address} was refused or ended: {Reason}")]
    public static partial void LaneRefused(this ILogger log, string address, string reason);

    [LoggerMessage(6, LogLevel.Warning, "A {Type} threw when it was disposed of.")]
    public static partial void DisposeFailed(this ILogger log, string type, Exception exception);

    [LoggerMessage(7, LogLevel.Information, "A one-way call failed.")]
    public static partial void OneWayFailed(this ILogger log, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "Shutting down: {Sessions} sessions with {Calls} calls under way.")]
    public static partial void Draining(this ILogger log, int sessions, int calls);

    [LoggerMessage(9, LogLevel.Warning, "{Calls} calls did not end within {Limit} and are cancelled.")]
    public static partial void DrainTimedOut(this ILogger log, int calls, TimeSpan limit);

    [LoggerMessage(30, LogLevel.Information, "{Client} at {Address} asked to shut down.")]
    public static partial void ShutdownRequested(this ILogger log, string client, string address);
}
