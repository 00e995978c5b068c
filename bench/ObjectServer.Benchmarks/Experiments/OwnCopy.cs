using System.Runtime.InteropServices;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>The numbers of a shared array in memory of this process's own, as a program would have them that shares nothing.</summary>
internal sealed class OwnCopy : IDisposable
{
    // As a shared array is gone through when nobody says how.
    private const int BlockLength = 8 * 1024 * 1024 / sizeof(double);

    private readonly unsafe double* _numbers;
    private readonly long _length;

    private unsafe OwnCopy(long length)
    {
        _numbers = (double*)NativeMemory.Alloc((nuint)length, sizeof(double));
        _length = length;
    }

    /// <summary>Copies an array, block by block.</summary>
    public static async Task<OwnCopy> OfAsync(SharedArray<double> array)
    {
        var copy = new OwnCopy(array.Length);
        long start = 0;
        await foreach (SharedBlock<double> block in array.BlocksAsync(..))
        {
            block.Span.CopyTo(copy.Block(start, block.Length));
            start += block.Length;
        }

        return copy;
    }

    /// <summary>The sum of all numbers.</summary>
    public double Sum()
    {
        double sum = 0;
        for (long start = 0; start < _length; start += BlockLength) sum += VectorSum.Of(Block(start, (int)Math.Min(BlockLength, _length - start)));
        return sum;
    }

    /// <inheritdoc/>
    public unsafe void Dispose() => NativeMemory.Free(_numbers);

    private unsafe Span<double> Block(long start, int length) => new(_numbers + start, length);
}
