using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>A WebSocket as a pair of pipes. What has gathered in the outgoing one is sent as one message.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private readonly WebSocket _socket;
    private readonly IDisposable _owned;
    private readonly Pipe _incoming = new(new PipeOptions(useSynchronizationContext: false));
    private readonly Pipe _outgoing = new(new PipeOptions(useSynchronizationContext: false));
    private readonly Task _sending;
    private readonly Task _receiving;

    public WebSocketConnection(WebSocket socket, IDisposable owned)
    {
        _socket = socket;
        _owned = owned;
        Transport = new DuplexPipe(_incoming.Reader, _outgoing.Writer);
        _sending = SendAsync();
        _receiving = ReceiveAsync();
    }

    /// <inheritdoc/>
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("n");

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _outgoing.Writer.CompleteAsync();
        await _incoming.Reader.CompleteAsync();
        await _sending;
        await _receiving;
        _socket.Dispose();
        _owned.Dispose();
        await base.DisposeAsync();
    }

    private async Task SendAsync()
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                ReadResult read = await _outgoing.Reader.ReadAsync();
                ReadOnlySequence<byte> rest = read.Buffer;
                while (!rest.IsEmpty)
                {
                    ReadOnlyMemory<byte> part = rest.First;
                    rest = rest.Slice(part.Length);
                    await _socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: rest.IsEmpty, CancellationToken.None);
                }

                _outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) break;
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            fault = e;
        }

        await _outgoing.Reader.CompleteAsync(fault);
    }

    private async Task ReceiveAsync()
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received = await _socket.ReceiveAsync(_incoming.Writer.GetMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                _incoming.Writer.Advance(received.Count);
                FlushResult flushed = await _incoming.Writer.FlushAsync();
                if (flushed.IsCompleted) break;
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            fault = e;
        }

        await _incoming.Writer.CompleteAsync(fault);
    }
}
