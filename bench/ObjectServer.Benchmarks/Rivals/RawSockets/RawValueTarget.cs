using System.Net.Sockets;
using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>Arrays by a socket, which the calling thread waits on.</summary>
/// <param name="address">Where the server of arrays is.</param>
internal sealed class RawValueTarget(string address) : ValueTarget
{
    private readonly Socket _socket = RawConnection.Connect(address);

    /// <inheritdoc/>
    public override Task<int> PutAsync(double[] array) => Task.FromResult(Exchange(0, array).Length);

    /// <inheritdoc/>
    public override Task<double[]> TakeAsync(int length) => Task.FromResult(Exchange(length, []).Received);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private (int Length, double[] Received) Exchange(int wanted, double[] sent)
    {
        _socket.Send(BitConverter.GetBytes(wanted));
        RawArrays.Send(_socket, sent);
        return (RawArrays.ReceiveLength(_socket), RawArrays.Receive(_socket));
    }
}
