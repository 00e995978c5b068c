namespace ObjectServer.IntegrationTests.SharedMemory;

/// <inheritdoc/>
[SharedObject("cruncher")]
public sealed class Cruncher(ISharedMemoryFactory memory) : ICruncher
{
    /// <inheritdoc/>
    public SharedArray<double>? Kept { get; set; }

    /// <inheritdoc/>
    public double Sum(SharedArray<double> numbers)
    {
        using SharedBlock<double> block = numbers.Acquire(..);
        double sum = 0;
        foreach (double number in block.Span) sum += number;
        return sum;
    }

    /// <inheritdoc/>
    public void Scale(SharedArray<double> numbers, double factor)
    {
        using SharedBlock<double> block = numbers.Acquire(.., BlockAccess.ReadWrite);
        foreach (ref double number in block.Span) number *= factor;
    }

    /// <inheritdoc/>
    public SharedArray<int> Count(int count)
    {
        SharedArray<int> numbers = memory.CreateArray<int>(count);
        using SharedBlock<int> block = numbers.Acquire(.., BlockAccess.Overwrite);
        for (int i = 0; i < count; i++) block.Span[i] = i;
        return numbers;
    }

    /// <inheritdoc/>
    public Pair Swap(Pair pair) => pair with { First = pair.Second, Second = pair.First };
}
