namespace ObjectServer.Benchmarks.Values;

/// <summary>Large values there and back, by one way to send them. Calls do not overlap.</summary>
internal abstract class ValueTarget : IAsyncDisposable
{
    /// <summary>Sends an array; how many elements the other side has.</summary>
    public virtual Task<int> PutAsync(double[] array) => throw Lacks("arrays");

    /// <summary>Fetches an array of so many elements.</summary>
    public virtual Task<double[]> TakeAsync(int length) => throw Lacks("arrays");

    /// <summary>Fetches a list of so many records; how many there are in it.</summary>
    public virtual Task<long> ListAsync(int count) => throw Lacks("records");

    /// <summary>Goes through a sequence of so many numbers; how many came in order.</summary>
    public virtual Task<long> CountAsync(int count) => throw Lacks("sequences");

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private NotSupportedException Lacks(string what) => new($"{GetType().Name} has no {what}.");
}
