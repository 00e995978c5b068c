using System.Net.Sockets;
using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Bulk;

/// <summary>A socket for each of the three, and nothing on it but bytes.</summary>
internal sealed class RawMixedTarget : MixedTarget
{
    private const int SmallBytes = 16;

    private readonly Socket _small;
    private readonly Socket _up;
    private readonly Socket _down;
    private readonly byte[] _request = new byte[SmallBytes];
    private readonly byte[] _reply = new byte[SmallBytes];
    private readonly byte[] _upReply = new byte[SmallBytes];
    private readonly byte[] _downRequest = new byte[SmallBytes];
    private readonly byte[] _sent;
    private readonly byte[] _fetched;

    /// <summary>Connects.</summary>
    public RawMixedTarget(string address, int pieceBytes)
    {
        _small = RawConnection.Connect(address, new EchoSizes(SmallBytes, SmallBytes));
        _up = RawConnection.Connect(address, new EchoSizes(pieceBytes, SmallBytes));
        _down = RawConnection.Connect(address, new EchoSizes(SmallBytes, pieceBytes));
        _sent = new byte[pieceBytes];
        _fetched = new byte[pieceBytes];
    }

    /// <inheritdoc/>
    public override void Call()
    {
        _small.Send(_request);
        if (!RawConnection.Receive(_small, _reply)) throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public override async Task UploadAsync(int bytes)
    {
        for (int sent = 0; sent < bytes;) sent += await _up.SendAsync(_sent.AsMemory(sent)).ConfigureAwait(false);
        if (!await RawConnection.ReceiveAsync(_up, _upReply).ConfigureAwait(false)) throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public override async Task DownloadAsync(int bytes)
    {
        await _down.SendAsync(_downRequest).ConfigureAwait(false);
        if (!await RawConnection.ReceiveAsync(_down, _fetched).ConfigureAwait(false)) throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        foreach (Socket socket in (Socket[])[_small, _up, _down]) socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
