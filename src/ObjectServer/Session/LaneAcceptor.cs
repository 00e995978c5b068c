using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Session.Authentication;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>
/// Serves one lane from its first frame to its end: a control lane opens a session, other lanes attach to it. A session lives as
/// long as its lanes do. Nothing but handshake messages is decoded before it is known whose lane this is.
/// </summary>
internal sealed class LaneAcceptor(ServerCore server, SessionTable sessions, KeyRing keys, HandshakePlaces handshakes)
{
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    /// <summary>Serves a lane; completes when it has ended.</summary>
    public async Task ServeAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        try
        {
            object? begun = await ShakeHandsAsync(lane, peer, aborted);
            if (begun is Admission admission) await ServeControlAsync(admission, lane, peer, aborted);
            else if (begun is Attachment attachment) await ServeAttachedAsync(attachment, lane, aborted);
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
        catch (InvalidProtocolBufferException e)
        {
            server.Log.LaneRefused(peer.Address, e.Message);
            await SayGoodbyeAsync(lane, new ProtocolException("The peer sent a frame that cannot be read."), aborted);
        }
    }

    /// <summary>Tells whoever has opened a lane that it is not served, and reads nothing of it.</summary>
    public async Task RefuseAsync(ILane lane, ObjectServerException reason)
    {
        using var limit = new CancellationTokenSource(LastWrite, server.Time);
        await SayGoodbyeAsync(lane, reason, limit.Token);
    }

    /// <summary>Whose lane it is: an admission or an attachment; null when nothing came, or not in time.</summary>
    private async Task<object?> ShakeHandsAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        handshakes.Take(peer);
        using var timeout = new CancellationTokenSource(server.Options.HandshakeTimeout, server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, timeout.Token);
        try
        {
            return await new Handshake(server, sessions, keys, lane, either.Token).RunAsync(peer);
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

    private async Task ServeControlAsync(Admission admission, ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        if (server.Host.IsDraining) throw new ServerUnavailableException("The server is shutting down and takes no new sessions.");
        ServerSession? session = null;
        using var control = new LaneWriter(lane, _ => EndIfThere(session));
        session = new ServerSession(server, peer, admission, control);
        sessions.Add(session);
        server.Log.SessionStarted(session.Id, session.ClientName, peer.Address);
        try
        {
            control.Append(FrameKind.Welcome, Welcome(session, admission.Proof));
            control.Flush();
            using ITimer attach = server.Time.CreateTimer(_ => EndUnlessAttached(session), null, server.Options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
            await ReadAsync(session, lane, Lane.Control, aborted);
        }
        finally
        {
            sessions.End(session);
            await FinishAsync(lane, control);
        }
    }

    private async Task ServeAttachedAsync(Attachment attachment, ILane lane, CancellationToken aborted)
    {
        ServerSession session = attachment.Session;
        using var writer = new LaneWriter(lane, _ => EndIfThere(session));
        writer.Append(FrameKind.Attached, new Attached { Lane = attachment.Lane, Authentication = ByteString.CopyFrom(attachment.Proof) });
        bool attached = attachment.Lane switch
        {
            Lane.Calls => session.TryAttachCalls(writer),
            Lane.Bulk => session.TryAttachBulk(writer),
            _ => throw new ProtocolException($"{attachment.Lane} is not a lane that can be attached."),
        };
        if (!attached) throw new ProtocolException($"Lane {attachment.Lane} of the session is attached already.");
        writer.Flush();
        try
        {
            await ReadAsync(session, lane, attachment.Lane, aborted);
        }
        finally
        {
            sessions.End(session);
            await FinishAsync(lane, writer);
        }
    }

    // A request must not end under a message that is still being written. A client that does not read it is cut off.
    private async Task FinishAsync(ILane lane, LaneWriter writer)
    {
        try
        {
            await writer.DrainedAsync().WaitAsync(LastWrite, server.Time);
        }
        catch (TimeoutException)
        {
            await lane.DisposeAsync();
            await writer.DrainedAsync();
        }
    }

    private async Task ReadAsync(ServerSession session, ILane lane, Lane kind, CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, session.Ended);
        await new LaneReader(session, lane, kind).RunAsync(either.Token);
    }

    private async Task SayGoodbyeAsync(ILane lane, ObjectServerException reason, CancellationToken aborted)
    {
        FrameBuffer message = FrameBuffer.Rent(256);
        try
        {
            FrameBatches.Append(message, FrameKind.Goodbye, server.Errors.ToWire(reason, includeStack: false));
            await lane.WriteAsync(message, aborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            server.Log.LaneBroken("", e.Message);
        }
        finally
        {
            message.Release();
        }
    }

    private void EndIfThere(ServerSession? session)
    {
        if (session is not null) sessions.End(session);
    }

    private void EndUnlessAttached(ServerSession session)
    {
        if (session.HasCalls) return;
        server.Log.HandshakeTimedOut(session.Client.Address);
        sessions.End(session);
    }

    private Welcome Welcome(ServerSession session, byte[] proof) => new()
    {
        Protocol = Handshake.Protocol,
        Server = ByteString.CopyFrom(server.Identity.Id.ToByteArray(bigEndian: true)),
        Generation = server.Identity.Generation,
        Session = ByteString.CopyFrom(session.Id.ToByteArray(bigEndian: true)),
        Token = session.ProvesSecret ? ByteString.Empty : ByteString.CopyFrom(session.Secret),
        Authentication = ByteString.CopyFrom(proof),
        CallCredits = (uint)server.Options.MaxCallsPerSession,
        MaxValueBytes = (ulong)server.Limit.MaxBytes,
        MaxInlineBytes = SessionSide.InlineBytes,
        Address = server.Address.Value ?? "",
        ServerName = $"ObjectServer {typeof(LaneAcceptor).Assembly.GetName().Version?.ToString(3)}",
    };
}
