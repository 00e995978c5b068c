using System.Numerics;
using System.Runtime.InteropServices;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>Sums as fast as memory gives the numbers.</summary>
internal static class VectorSum
{
    /// <summary>The sum of all.</summary>
    public static double Of(ReadOnlySpan<double> numbers)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(numbers);
        Vector<double> one = default;
        Vector<double> two = default;
        int i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            one += vectors[i];
            two += vectors[i + 1];
        }

        double sum = Vector.Sum(one + two);
        for (i *= Vector<double>.Count; i < numbers.Length; i++) sum += numbers[i];
        return sum;
    }

    /// <summary>The sum of all that are numbers.</summary>
    public static double WithoutNan(ReadOnlySpan<double> numbers)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(numbers);
        Vector<double> all = default;
        foreach (Vector<double> vector in vectors) all += Vector.ConditionalSelect(Vector.Equals(vector, vector), vector, default);
        double sum = Vector.Sum(all);
        foreach (double number in numbers[(vectors.Length * Vector<double>.Count)..]) sum += double.IsNaN(number) ? 0 : number;
        return sum;
    }
}
