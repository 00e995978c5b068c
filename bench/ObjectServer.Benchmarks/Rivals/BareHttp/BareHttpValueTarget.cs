using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Rivals.BareHttp;

/// <summary>As many bytes as arrays have, without the arrays: nothing is copied to or from them.</summary>
/// <param name="address">Where the server of bare bodies is.</param>
internal sealed class BareHttpValueTarget(string address) : ValueTarget
{
    private readonly BareHttpConnection _connection = new(address);
    private double[] _taken = [];

    /// <inheritdoc/>
    public override async Task<int> PutAsync(double[] array)
    {
        await _connection.SendAsync((long)array.Length * sizeof(double)).ConfigureAwait(false);
        return array.Length;
    }

    /// <inheritdoc/>
    public override async Task<double[]> TakeAsync(int length)
    {
        await _connection.ReceiveAsync((long)length * sizeof(double)).ConfigureAwait(false);
        if (_taken.Length != length) _taken = new double[length];
        return _taken;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
