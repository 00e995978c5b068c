using System.Net.Sockets;
using ObjectServer.Benchmarks.Loads;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>Bytes there and back: no calls, only what they cannot be faster than. Each caller has a connection of its own.</summary>
internal sealed class RawTarget : CallTarget
{
    private readonly EchoSizes _sizes;
    private readonly Socket[] _sockets;
    private readonly byte[][] _replies;
    private readonly byte[] _request;

    /// <summary>Connects.</summary>
    public RawTarget(string address, int callers, EchoSizes sizes)
    {
        _sizes = sizes;
        _request = new byte[sizes.Request];
        _sockets = [.. Enumerable.Range(0, callers).Select(_ => RawConnection.Connect(address, sizes))];
        _replies = [.. _sockets.Select(_ => new byte[sizes.Reply])];
    }

    /// <inheritdoc/>
    public override int Add(int caller, int left, int right)
    {
        _sockets[caller].Send(_request);
        return RawConnection.Receive(_sockets[caller], _replies[caller]) ? _sizes.Reply : throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public override int Read(int caller) => Add(caller, 0, 0);

    /// <inheritdoc/>
    public override async ValueTask AddAsync(int caller, int left, int right)
    {
        await _sockets[caller].SendAsync(_request).ConfigureAwait(false);
        if (!await RawConnection.ReceiveAsync(_sockets[caller], _replies[caller]).ConfigureAwait(false)) throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        foreach (Socket socket in _sockets) socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
