using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A lane that says what it is told, whether that keeps to the protocol or not.</summary>
internal sealed class RawLane(GrpcChannel channel) : IDisposable
{
    private readonly AsyncDuplexStreamingCall<FrameBuffer, FrameBuffer> _call =
        channel.CreateCallInvoker().AsyncDuplexStreamingCall(FrameBatches.Link, null, default);

    public Task SendAsync(params Frame[] frames)
    {
        var batch = new FrameBatch();
        batch.Frames.AddRange(frames);
        return SendAsync(batch.ToByteArray());
    }

    public async Task SendAsync(byte[] message, CancellationToken cancel = default)
    {
        FrameBuffer buffer = FrameBuffer.Rent(message.Length);
        message.CopyTo(buffer.Append(message.Length));
        await _call.RequestStream.WriteAsync(buffer, cancel);
        buffer.Release();
    }

    /// <summary>Sends nothing more.</summary>
    public Task FinishAsync() => _call.RequestStream.CompleteAsync();

    /// <summary>The next message; null at the end.</summary>
    public async Task<FrameBatch?> ReadAsync()
    {
        if (!await _call.ResponseStream.MoveNext(CancellationToken.None)) return null;
        FrameBuffer message = _call.ResponseStream.Current;
        var batch = FrameBatch.Parser.ParseFrom(message.Span);
        message.Release();
        return batch;
    }

    /// <summary>Reads to the end and gives the last goodbye; null when there was none.</summary>
    public async Task<Error?> GoodbyeAsync()
    {
        Error? goodbye = null;
        try
        {
            while (await ReadAsync() is { } batch)
            {
                goodbye = batch.Frames.Select(frame => frame.Goodbye).LastOrDefault(error => error is not null) ?? goodbye;
            }
        }
        catch (RpcException)
        {
            // Cut off: also an end.
        }

        return goodbye;
    }

    public void Dispose() => _call.Dispose();
}
