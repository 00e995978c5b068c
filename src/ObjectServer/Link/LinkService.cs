using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>The gRPC service <c>Sessions</c>: hands each duplex call on as a lane.</summary>
internal sealed class LinkService(LaneAcceptor acceptor)
{
    /// <summary>Serves one lane.</summary>
    public Task LinkAsync(IAsyncStreamReader<FrameBuffer> requests, IServerStreamWriter<FrameBuffer> responses, ServerCallContext context)
    {
        HttpContext http = context.GetHttpContext();
        SessionPeer peer = Peer(http.Connection);
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket) peer = peer with { Process = PeerProcess.Of(socket) };
        return acceptor.ServeAsync(new GrpcServerLane(requests, responses, http), peer, context.CancellationToken);
    }

    /// <summary>Who is at the other end; a Unix socket has no address.</summary>
    public static SessionPeer Peer(ConnectionInfo connection) => connection.RemoteIpAddress is { } address
        ? new SessionPeer($"{address}:{connection.RemotePort}", SessionPeer.OriginOf(address), IPAddress.IsLoopback(address), Certificate: connection.ClientCertificate?.Subject)
        : SessionPeer.OfSocket;
}
