using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>
/// Serves one lane from its first frame to its end: a control lane opens a session, other lanes attach to it. A session lives as
/// long as its lanes do. Nothing but the first frame is decoded before it is known whose lane this is.
/// </summary>
internal sealed class LaneAcceptor(ServerCore server, SessionTable sessions)
{
    private const uint Protocol = 1;

    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(1);

    /// <summary>Serves a lane; completes when it has ended.</summary>
    public async Task ServeAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        try
        {
            IMessage? first = await ReadFirstAsync(lane, peer, aborted);
            if (first is Hello hello) await ServeControlAsync(hello, lane, peer, aborted);
            else if (first is Attach attach) await ServeAttachedAsync(attach, lane, peer, aborted);
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

    /// <summary>What a lane begins with: a hello or an attach; null when nothing came, or not in time.</summary>
    private async Task<IMessage?> ReadFirstAsync(ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        using var timeout = new CancellationTokenSource(server.Options.HandshakeTimeout, server.Time);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(aborted, timeout.Token);
        try
        {
            using var message = new FirstMessage(await lane.ReadAsync(first.Token));
            return message.Parse();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            server.Log.HandshakeTimedOut(peer.Address);
            return null;
        }
    }

    private async Task ServeControlAsync(Hello hello, ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        if (hello.Protocol != Protocol) throw new ProtocolException($"The client speaks protocol {hello.Protocol}; this server speaks {Protocol}.");
        if (server.Host.IsDraining) throw new ServerUnavailableException("The server is shutting down and takes no new sessions.");
        ServerSession? session = null;
        using var control = new LaneWriter(lane, _ => EndIfThere(session));
        session = new ServerSession(server, peer, hello, control);
        sessions.Add(session);
        server.Log.SessionStarted(session.Id, session.ClientName, peer.Address);
        try
        {
            control.Append(FrameKind.Welcome, Welcome(session));
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

    private async Task ServeAttachedAsync(Attach attach, ILane lane, SessionPeer peer, CancellationToken aborted)
    {
        ServerSession session = sessions.Find(attach.Session.Span, attach.Token.Span)
            ?? throw new AuthenticationFailedException("There is no session of that id and token; it may have ended.");
        using var writer = new LaneWriter(lane, _ => EndIfThere(session));
        writer.Append(FrameKind.Attached, new Attached { Lane = attach.Lane });
        bool attached = attach.Lane switch
        {
            Lane.Calls => session.TryAttachCalls(writer),
            Lane.Bulk => session.TryAttachBulk(writer),
            _ => throw new ProtocolException($"{attach.Lane} is not a lane that can be attached."),
        };
        if (!attached) throw new ProtocolException($"Lane {attach.Lane} of the session is attached already.");
        writer.Flush();
        try
        {
            await ReadAsync(session, lane, attach.Lane, aborted);
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

    private Welcome Welcome(ServerSession session) => new()
    {
        Protocol = Protocol,
        Server = ByteString.CopyFrom(server.Identity.Id.ToByteArray(bigEndian: true)),
        Generation = server.Identity.Generation,
        Session = ByteString.CopyFrom(session.Id.ToByteArray(bigEndian: true)),
        Token = ByteString.CopyFrom(session.Token),
        CallCredits = (uint)server.Options.MaxCallsPerSession,
        MaxValueBytes = (ulong)server.Limit.MaxBytes,
        MaxInlineBytes = SessionSide.InlineBytes,
        Address = server.Address.Value ?? "",
        ServerName = $"ObjectServer {typeof(LaneAcceptor).Assembly.GetName().Version?.ToString(3)}",
    };
}
