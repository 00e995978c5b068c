using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Client.Link;

/// <summary>A lane as one duplex call of gRPC, seen from the client.</summary>
/// <param name="call">The call.</param>
/// <param name="trust">Knows why a connection by TLS failed; null without TLS.</param>
internal sealed class GrpcLane(AsyncDuplexStreamingCall<FrameBuffer, FrameBuffer> call, TlsTrust? trust) : ILane
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        try
        {
            await call.RequestStream.WriteAsync(message, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancel).ConfigureAwait(false) ? call.ResponseStream.Current : null;
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public void EndHandshake()
    {
        // A message arrives as it was sent.
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        call.Dispose();
        return ValueTask.CompletedTask;
    }

    private IOException Broken(Exception cause) => cause is RpcException rpc
        ? new IOException($"The link to the server broke: {rpc.Status.Detail} ({rpc.StatusCode}).", trust?.Explain(cause) ?? cause)
        : new IOException("The link to the server is closed.", cause);
}
