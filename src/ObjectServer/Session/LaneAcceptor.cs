using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>
/// Serves one lane from its first frame to its end: a control lane opens a session, or brings its client back to it, and other lanes attach to
/// the link that it begins. Nothing but handshake messages is decoded before it is known whose lane this is.
/// </summary>
internal sealed class LaneAcceptor(ServerCore server, SessionTable sessions, KeyRing keys, HandshakePlaces handshakes)
{
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    /// <summary>Serves a lane; completes when it has ended.</summary>
    public async Task ServeAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        try
        {
            if (await BeginAsync(lane, peer, aborted) is { } begun) await CarryAsync(begun, lane, aborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            server.Log.LaneBroken(peer.Address, e.Message);
        }
        catch (ObjectServerException e)
        {
            server.Log.LaneRefused(peer.Address, e.Message);
            await SayGoodbyeAsync(lane, e, aborted);
        }
    }

    /// <summary>Tells whoever has opened a lane that it is not served, and reads nothing of it.</summary>
    public async Task RefuseAsync(ILane lane, ObjectServerException reason)
    {
        using var limit = new CancellationTokenSource(LastWrite, server.Time);
        await SayGoodbyeAsync(lane, reason, limit.Token);
    }

    /// <summary>The handshake: what the lane is of which session; null when nothing came, or not in time.</summary>
    private async Task<BegunLane?> BeginAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        handshakes.Take(peer);
        using var timeout = new CancellationTokenSource(server.Options.HandshakeTimeout, server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, timeout.Token);
        var handshake = new Handshake(server, sessions, keys, lane, either.Token);
        try
        {
            return await handshake.RunAsync(peer) switch
            {
                Admission admission => await AdmitAsync(admission, handshake, peer),
                Resumption resumption => await ResumeAsync(resumption, handshake, peer, either.Token),
                Attachment attachment => await AttachAsync(attachment, handshake),
                _ => null,
            };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            server.Log.HandshakeTimedOut(peer.Address);
            return null;
        }
        catch (Exception e) when ((e is IOException || (e is OperationCanceledException && aborted.IsCancellationRequested)) && !server.Host.IsDraining)
        {
            server.Log.HandshakeCutShort(peer.Address);
            return null;
        }
        finally
        {
            handshakes.GiveBack(peer);
        }
    }

    private async Task<BegunLane> AdmitAsync(Admission admission, Handshake handshake, SessionPeer peer)
    {
        DemandReady();
        var session = new ServerSession(server, peer, admission, sessions.End);
        sessions.Add(session);
        server.Log.SessionStarted(session.Id, session.ClientName, peer.Address);
        try
        {
            // Once more: a drain that began meanwhile has told its clients, and this one was not yet among them.
            DemandReady();
            SessionLink link = session.Begin(peer);
            link.TryTake(Lane.Control);
            await handshake.SendAsync(FrameKind.Welcome, FirstWelcome(session, link, handshake, admission.Proof));
            return new BegunLane(session, link, Lane.Control, 0);
        }
        catch
        {
            sessions.End(session);
            throw;
        }
    }

    private void DemandReady()
    {
        if (!server.Host.IsDraining) return;
        throw new ServerUnavailableException("The server is draining and takes no new sessions. Connect to another one, or to this address again later.");
    }

    private async Task<BegunLane> ResumeAsync(Resumption resumption, Handshake handshake, SessionPeer peer, CancellationToken limit)
    {
        ServerSession session = resumption.Session;
        SessionLink link = await session.RelinkAsync(peer, limit) ?? throw Handshake.NoSession();
        link.TryTake(Lane.Control);
        server.Log.SessionResumed(session.Id, session.ClientName, peer.Address);
        try
        {
            Welcome welcome = Welcome(session, link, handshake, resumption.Proof);
            welcome.Received = session.ControlLane.Received.Position;
            await handshake.SendAsync(FrameKind.Welcome, welcome);
            return new BegunLane(session, link, Lane.Control, resumption.Received);
        }
        catch (Exception e)
        {
            link.Break(e);
            throw;
        }
    }

    private static async Task<BegunLane> AttachAsync(Attachment attachment, Handshake handshake)
    {
        ServerSession session = attachment.Session;
        if (attachment.Lane is not (Lane.Calls or Lane.Bulk)) throw new ProtocolException($"{attachment.Lane} is not a lane that can be attached.");
        SessionLink link = session.Link!;
        if (link.Number != attachment.Link) throw new ServerUnavailableException($"Link {attachment.Link} of the session is not its last one any more.");
        if (link.Cause is { } cause) throw new ServerUnavailableException($"The link has broken: {cause.Message}", cause);
        if (!link.TryTake(attachment.Lane)) throw new ProtocolException($"Lane {attachment.Lane} of the session is attached already.");
        await handshake.SendAsync(FrameKind.Attached, new Attached
        {
            Lane = attachment.Lane,
            Authentication = ByteString.CopyFrom(attachment.Proof),
            Received = session.LaneOf(attachment.Lane).Received.Position,
        });

        // How long the beginning of a link may take has a limit of its own.
        if (attachment.Lane == Lane.Calls) session.Watch(link);
        return new BegunLane(session, link, attachment.Lane, attachment.Received);
    }

    private async Task CarryAsync(BegunLane begun, ILane lane, CancellationToken aborted)
    {
        (ServerSession session, SessionLink link, Lane kind, ulong received) = begun;
        SessionLane of = session.LaneOf(kind);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, link.StopToken);
        using ITimer? attach = kind == Lane.Control
            ? server.Time.CreateTimer(_ => EndUnlessAttached(session, link), null, server.Options.HandshakeTimeout, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            await link.CarryAsync(lane, of, received, () => new LaneReader(session, lane, of).RunAsync(either.Token));
            link.Break(new IOException("The client closed the link."));
        }
        catch (Exception e) when (!Unreadable.Is(e) && e is IOException or OperationCanceledException)
        {
            link.Break(e);
        }
        catch (Exception e)
        {
            // Who does not keep to the protocol has nothing to come back to.
            server.Log.LaneRefused(session.Client.Address, e.Message);
            ObjectServerException reason = e as ObjectServerException ?? new ProtocolException("The peer sent a frame that cannot be read.");
            if (!link.Carried.Contains(of)) await SayGoodbyeAsync(lane, reason, aborted);
            await session.SayGoodbyeAsync(reason, LastWrite);
            sessions.End(session);
        }
        finally
        {
            // A request must not end under a message that is still being written.
            await link.Stopped;
        }
    }

    private async Task SayGoodbyeAsync(ILane lane, ObjectServerException reason, CancellationToken aborted)
    {
        try
        {
            await FrameBatches.SendAsync(lane, FrameKind.Goodbye, server.Errors.ToWire(reason, includeStack: false), aborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            server.Log.LaneBroken("", e.Message);
        }
    }

    private void EndUnlessAttached(ServerSession session, SessionLink link)
    {
        if (link.Has(Lane.Calls) || link.Cause is not null) return;
        server.Log.HandshakeTimedOut(session.Client.Address);
        if (link.Number == 1) sessions.End(session);
        else link.Break(new IOException("The client did not attach its lanes in time."));
    }

    private Welcome FirstWelcome(ServerSession session, SessionLink link, Handshake handshake, byte[] proof)
    {
        Welcome welcome = Welcome(session, link, handshake, proof);
        welcome.Token = session.ProvesSecret ? ByteString.Empty : ByteString.CopyFrom(session.Secret);
        welcome.CallCredits = (uint)server.Options.MaxCallsPerSession;
        welcome.MaxValueBytes = (ulong)server.Limit.MaxBytes;
        welcome.MaxInlineBytes = SessionSide.InlineBytes;
        welcome.GraceMs = (uint)server.Options.SessionGrace.TotalMilliseconds;
        welcome.HeartbeatMs = (uint)server.Options.HeartbeatInterval.TotalMilliseconds;
        welcome.Address = server.Address.Value ?? "";
        if (session.LastPeer is { IsLocal: true, Connection: ConnectionKind.Grpc }) welcome.LocalSocket = server.Address.LocalSocket ?? "";
        welcome.ServerName = $"ObjectServer {typeof(LaneAcceptor).Assembly.GetName().Version?.ToString(3)}";
        return welcome;
    }

    private static Welcome Welcome(ServerSession session, SessionLink link, Handshake handshake, byte[] proof)
    {
        Welcome welcome = handshake.NewWelcome();
        welcome.Session = ByteString.CopyFrom(session.Id.ToByteArray(bigEndian: true));
        welcome.Link = link.Number;
        welcome.Authentication = ByteString.CopyFrom(proof);
        return welcome;
    }
}
