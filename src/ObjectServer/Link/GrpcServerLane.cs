using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>
/// A lane as one duplex call of gRPC, seen from the server. A write is not cancelled by a token, which would reach into a request that
/// may have ended meanwhile: disposing of the lane aborts it.
/// </summary>
internal sealed class GrpcServerLane(
    IAsyncStreamReader<FrameBuffer> requests, IServerStreamWriter<FrameBuffer> responses, HttpContext http) : ILane
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        try
        {
            await responses.WriteAsync(message, CancellationToken.None);
        }

        // A stream that the client resets in this very moment has no room for a message any more, which is told as an argument out of range.
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException or OperationCanceledException or ArgumentOutOfRangeException)
        {
            throw new IOException("The link to the client is closed.", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            return await requests.MoveNext(cancel) ? requests.Current : null;
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException)
        {
            throw new IOException("The link to the client is closed.", e);
        }
        catch (InvalidDataException e)
        {
            throw new ProtocolException($"The peer sent bytes that are no message of gRPC: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void EndHandshake()
    {
        // A message arrives as it was sent; from now on there is a session, whose heartbeat finds out what is wrong with the connection.
        if (http.Features.Get<IConnectionHeartbeatFeature>() is ConnectionClock clock) clock.SlowDown();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        http.Abort();
        return ValueTask.CompletedTask;
    }
}
