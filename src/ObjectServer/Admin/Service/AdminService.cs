using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using ObjectServer.Hosting;
using ObjectServer.Link;
using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Admin.Service;

/// <summary>
/// The gRPC service <c>Admin</c>. <see cref="SessionGuard"/> has found the session of a request before it comes here, as for <c>Objects</c>; here
/// the session must have the right to administer.
/// </summary>
[BindServiceMethod(typeof(UnaryMethods), nameof(UnaryMethods.BindAdmin))]
internal sealed class AdminService(ServerCore server, ServerView view, SessionKick kick, ServerDrain drain, LogStream logs, UnaryErrors errors) : Wire.Admin.AdminBase
{
    // Where the way there and back is not known yet, an answer waits a moment for it.
    private static readonly TimeSpan Signs = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override Task<OverviewReply> Overview(OverviewRequest request, ServerCallContext context) =>
        AnswerAsync(context, "look at its state", () => AdminMessages.Write(view.Overview()));

    /// <inheritdoc/>
    public override Task<ListObjectsReply> ListObjects(ListObjectsRequest request, ServerCallContext context) => AnswerAsync(context, "list its objects", () =>
    {
        ListPage<ObjectRecord> page = view.ListObjects(AdminMessages.Read(request.Page), request.Name.Length > 0 ? request.Name : null, request.NamePrefix);
        var reply = new ListObjectsReply { Page = AdminMessages.Page(page) };
        reply.Objects.AddRange(page.Entries.Select(AdminMessages.Write));
        return reply;
    });

    /// <inheritdoc/>
    public override Task<ListSessionsReply> ListSessions(ListSessionsRequest request, ServerCallContext context) => AnswerAsync(context, "list its sessions", async () =>
    {
        ListQuery query = AdminMessages.Read(request.Page);
        ListPage<SessionRecord> page = view.ListSessions(query);
        if (page.Entries.Any(LacksSign))
        {
            await Task.Delay(Signs, server.Time, context.CancellationToken);
            page = view.ListSessions(query);
        }

        var reply = new ListSessionsReply { Page = AdminMessages.Page(page) };
        reply.Sessions.AddRange(page.Entries.Select(AdminMessages.Write));
        return reply;
    });

    /// <inheritdoc/>
    public override Task<DescribeSessionReply> DescribeSession(DescribeSessionRequest request, ServerCallContext context) =>
        AnswerAsync(context, "look at a session", () => AdminMessages.Write(view.FindSession(request.Number) ?? throw NoSession(request.Number)));

    /// <inheritdoc/>
    public override Task<ListLocksReply> ListLocks(ListLocksRequest request, ServerCallContext context) => AnswerAsync(context, "list its locks", () =>
    {
        ListPage<WaitRecord> page = view.ListLocks(AdminMessages.Read(request.Page), request.IncludeIdle);
        var reply = new ListLocksReply { Page = AdminMessages.Page(page) };
        reply.Locks.AddRange(page.Entries.Select(AdminMessages.Write));
        return reply;
    });

    /// <inheritdoc/>
    public override Task<ListMemoryReply> ListMemory(ListMemoryRequest request, ServerCallContext context) => AnswerAsync(context, "list its memory", () =>
    {
        ListPage<SegmentRecord> page = view.ListSegments(AdminMessages.Read(request.Page));
        var reply = new ListMemoryReply { Page = AdminMessages.Page(page) };
        reply.Segments.AddRange(page.Entries.Select(AdminMessages.Write));
        return reply;
    });

    /// <inheritdoc/>
    public override Task<LogTailReply> LogTail(LogTailRequest request, ServerCallContext context) =>
        AnswerAsync(context, "read its log", () => LogStream.Read(view.Log, request));

    /// <inheritdoc/>
    public override Task WatchLog(LogTailRequest request, IServerStreamWriter<LogEntry> responseStream, ServerCallContext context) =>
        AnswerAsync(context, "read its log", async () =>
        {
            await logs.RunAsync(request, responseStream, context.CancellationToken);
            return true;
        });

    /// <inheritdoc/>
    public override Task<KickSessionReply> KickSession(KickSessionRequest request, ServerCallContext context) => AnswerAsync(context, "end a session", async () =>
    {
        UnarySession session = SessionOf(context);
        string? ended = await kick.RunAsync(request.Number, session.ClientName, PeerOf(context).Address, request.Reason);
        return new KickSessionReply { Client = ended ?? throw NoSession(request.Number) };
    });

    /// <inheritdoc/>
    public override Task<DrainReply> Drain(DrainRequest request, ServerCallContext context) => AnswerAsync(context, "drain the server", async () =>
    {
        UnarySession session = SessionOf(context);
        server.DemandShutdown(session.Access, "drain", "drain the server");
        double most = ServerDrain.LongestLimit.TotalMilliseconds;
        if (request.LimitMs > most) throw new ArgumentException($"A drain of {request.LimitMs} ms was asked for; the longest has {most:0}.");
        server.Log.DrainRequested(session.ClientName, PeerOf(context).Address);
        Task<bool> running = drain.Begin(TimeSpan.FromMilliseconds(request.LimitMs), request.Stop);
        bool drained = request.Wait ? await drain.EndedAsync(context.CancellationToken) : running is { IsCompletedSuccessfully: true, Result: true };

        // This request itself is one of those under way.
        return new DrainReply { Drained = drained, Sessions = (uint)drain.Sessions, Calls = (uint)Math.Max(0, drain.Calls - 1) };
    });

    private static bool LacksSign(SessionRecord session) => session is { RoundTrip: null, AwayFor: null, Connection: not ConnectionKind.Unary };

    private static UnarySession SessionOf(ServerCallContext context) => context.GetHttpContext().Features.GetRequiredFeature<UnarySession>();

    private static SessionPeer PeerOf(ServerCallContext context) => LinkService.Peer(context.GetHttpContext().Connection);

    private static ObjectNotFoundException NoSession(ulong number) =>
        new($"There is no session {number}: it has ended, or never was. ListSessions, and objectserver sessions, have those that there are.", $"{number}", [], null);

    private Task<T> AnswerAsync<T>(ServerCallContext context, string asked, Func<T> answer) => AnswerAsync(context, asked, () => Task.FromResult(answer()));

    private async Task<T> AnswerAsync<T>(ServerCallContext context, string asked, Func<Task<T>> answer)
    {
        UnarySession session = SessionOf(context);
        try
        {
            session.Access?.DemandAdministration(asked);
            return await answer();
        }
        catch (Exception e)
        {
            session.NoteFailed();
            bool showsStack = server.Options.IncludeRemoteStack ?? PeerOf(context).IsLocal;
            throw errors.Translate(e is ArgumentException ? new ProtocolException(e.Message, e) : e, ofUser: false, showsStack);
        }
    }
}
