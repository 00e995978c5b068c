using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>A lane as one duplex call of gRPC, seen from the server.</summary>
internal sealed class GrpcServerLane(IAsyncStreamReader<FrameBuffer> requests, IServerStreamWriter<FrameBuffer> responses) : ILane
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        try
        {
            await responses.WriteAsync(message, cancel);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException)
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
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
