using System.Net.Sockets;
using Google.Protobuf;
using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A lane of the socket link on which a test sends any bytes, and reads what comes back frame by frame.</summary>
internal sealed class BareLane : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _room = new byte[64 * 1024];
    private byte[] _unread = [];

    public BareLane(string address, Lane lane)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(LinkAddress.Parse(address).Path!));
        _socket.Send(SocketPreface.Of(lane));
    }

    public void Send(params Frame[] frames) => Send(new FrameBatch { Frames = { frames } }.ToByteArray());

    /// <summary>Sends bytes; false when the server has ended the lane meanwhile.</summary>
    public bool Send(byte[] bytes)
    {
        try
        {
            for (int sent = 0; sent < bytes.Length;) sent += _socket.Send(bytes.AsSpan(sent));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void FinishSending()
    {
        if (_socket.Connected) _socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>The next frame; null at the end.</summary>
    public async Task<Frame?> NextAsync()
    {
        while (true)
        {
            if (TryTake() is { } frame) return frame;
            int read = await ReceiveAsync();
            if (read == 0) return null;
            _unread = [.. _unread, .. _room.AsSpan(0, read)];
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<List<Frame>> RestAsync()
    {
        var all = new List<Frame>();
        while (await NextAsync() is { } frame) all.Add(frame);
        return all;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync()
    {
        try
        {
            return await _socket.ReceiveAsync(_room);
        }
        catch (SocketException)
        {
            // The server ended the lane with something unread.
            return 0;
        }
    }

    private Frame? TryTake()
    {
        int at = 0;
        if (!Varint.TryRead(_unread, ref at, out ulong tag) || !Varint.TryRead(_unread, ref at, out ulong length)) return null;
        Assert.Equal(FrameSpan.FrameTag, tag);
        if (length > (ulong)(_unread.Length - at)) return null;
        Frame frame = Frame.Parser.ParseFrom(_unread, at, (int)length);
        _unread = _unread[(at + (int)length)..];
        return frame;
    }
}
