namespace ObjectServer.Benchmarks.Bulk;

/// <inheritdoc/>
[SharedObject("depot", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Depot : IDepot
{
    private double[] _kept = [];

    /// <inheritdoc/>
    public Task<int> PutAsync(double[] array) => Task.FromResult(array.Length);

    /// <inheritdoc/>
    public Task<double[]> TakeAsync(int length)
    {
        if (_kept.Length != length) _kept = new double[length];
        return Task.FromResult(_kept);
    }
}
