namespace ObjectServer.Benchmarks.Calls;

/// <inheritdoc/>
/// <remarks>Serialized, as a class is that does not say otherwise: no order and no check is given up for a better figure.</remarks>
[SharedObject("calculator")]
public sealed class Calculator : ICalculator
{
    /// <inheritdoc/>
    public int Value { get; set; }

    /// <inheritdoc/>
    public int Add(int left, int right) => left + right;

    /// <inheritdoc/>
    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);
}
