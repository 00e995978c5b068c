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

    [LoggerMessage(10, LogLevel.Information, "The link of session {Session} of {Client} broke: {Reason}")]
    public static partial void LinkLost(this ILogger log, Guid session, string client, string reason);

    [LoggerMessage(11, LogLevel.Information, "{Client} at {Address} came back to session {Session}.")]
    public static partial void SessionResumed(this ILogger log, Guid session, string client, string address);

    [LoggerMessage(32, LogLevel.Warning, "{Client} at {Address} ended session {Session} of {Ended}. {Reason}")]
    public static partial void SessionKicked(this ILogger log, string client, string address, Guid session, string ended, string reason);

    [LoggerMessage(33, LogLevel.Information, "{Client} at {Address} asked to drain.")]
    public static partial void DrainRequested(this ILogger log, string client, string address);

    [LoggerMessage(40, LogLevel.Warning, "An Open of {Address} was refused: {Reason}")]
    public static partial void OpenRefused(this ILogger log, string address, string reason);

    [LoggerMessage(41, LogLevel.Warning, "{Address} speaks {Spoken} where this server speaks {Expected}.")]
    public static partial void WrongTransport(this ILogger log, string address, string spoken, string expected);

    [LoggerMessage(42, LogLevel.Warning, "{Address} did not come through the TLS handshake: it refused the server's certificate, or its own was refused, or it broke off.")]
    public static partial void TlsFailed(this ILogger log, string address);

    [LoggerMessage(43, LogLevel.Warning, "The client certificate of {Address} is refused: {Reason}.")]
    public static partial void ClientCertificateRefused(this ILogger log, string address, string reason);

    [LoggerMessage(44, LogLevel.Information, "The server's certificate is now {Subject}, valid until {NotAfter}.")]
    public static partial void CertificateRead(this ILogger log, string subject, DateTime notAfter);

    [LoggerMessage(45, LogLevel.Error, "The server's certificates have changed and cannot be used, so those from before stay in use: {Reason}")]
    public static partial void CertificateUnreadable(this ILogger log, string reason);

    [LoggerMessage(46, LogLevel.Warning, "{Client}, which is {Principal}, asked to {Asked}, and no rule allows it.")]
    public static partial void AccessDenied(this ILogger log, string client, string principal, string asked);

    [LoggerMessage(47, LogLevel.Warning, "A connection of {Origin} was refused: {Reason}")]
    public static partial void ConnectionRefused(this ILogger log, string origin, string reason);

    [LoggerMessage(48, LogLevel.Warning, "{Address} ended the link in the middle of its handshake.")]
    public static partial void HandshakeCutShort(this ILogger log, string address);

    [LoggerMessage(60, LogLevel.Information, "{Segments} segments of shared memory with {Bytes} bytes, left in {Place} by servers that do not run any more, were taken away.")]
    public static partial void MemorySwept(this ILogger log, int segments, long bytes, string place);

    [LoggerMessage(61, LogLevel.Warning, "What servers that do not run any more have left in {Place} could not be taken away: {Reason}")]
    public static partial void SweepFailed(this ILogger log, string place, string reason);

    [LoggerMessage(62, LogLevel.Warning, "{What} Its memory stays mapped until this process ends.")]
    public static partial void BlockLeaked(this ILogger log, string what);

    [LoggerMessage(70, LogLevel.Warning, "{Type}.{Member} of object {Object} has kept its thread for {Seconds:0.0} s. A member that computes for so long had better be CpuBound; one that waits had better await.")]
    public static partial void MemberKeepsThread(this ILogger log, string type, string member, ulong @object, double seconds);

    [LoggerMessage(71, LogLevel.Information, "{Type}.{Member} of object {Object} has been under way for {Seconds:0.0} s, and awaits something.")]
    public static partial void MemberAwaits(this ILogger log, string type, string member, ulong @object, double seconds);

    [LoggerMessage(72, LogLevel.Warning, "The thread pool is starved: work has waited for a thread for {Seconds:0.0} s. {Threads} threads are there; {Running}")]
    public static partial void PoolStarved(this ILogger log, double seconds, int threads, string running);

    [LoggerMessage(73, LogLevel.Information, "The thread pool runs again; work had waited for {Seconds:0.0} s.")]
    public static partial void PoolRuns(this ILogger log, double seconds);

    [LoggerMessage(74, LogLevel.Debug, "The watchdog could not look.")]
    public static partial void WatchdogFailed(this ILogger log, Exception exception);

    [LoggerMessage(80, LogLevel.Information, "Draining: nothing new is taken; what is under way may take {Limit}, and then the server {Then}.")]
    public static partial void DrainBegun(this ILogger log, TimeSpan limit, string then);

    [LoggerMessage(81, LogLevel.Warning, "The server is not healthy: {Reason}")]
    public static partial void Unhealthy(this ILogger log, string reason);

    [LoggerMessage(82, LogLevel.Information, "The server is healthy again.")]
    public static partial void Healthy(this ILogger log);

    [LoggerMessage(30, LogLevel.Information, "{Client} at {Address} asked to shut down.")]
    public static partial void ShutdownRequested(this ILogger log, string client, string address);

    [LoggerMessage(90, LogLevel.Information, "The dashboard listens on {Address}.")]
    public static partial void DashboardListens(this ILogger log, string address);

    [LoggerMessage(91, LogLevel.Information, "A login to the dashboard from {Origin}, with {Who}.")]
    public static partial void DashboardLogin(this ILogger log, string origin, string who);

    [LoggerMessage(92, LogLevel.Warning, "A login to the dashboard from {Origin} was refused: {Reason}.")]
    public static partial void DashboardLoginRefused(this ILogger log, string origin, string reason);

    [LoggerMessage(93, LogLevel.Error, "The dashboard could not show {Path}.")]
    public static partial void DashboardFailed(this ILogger log, string path, Exception cause);
}
