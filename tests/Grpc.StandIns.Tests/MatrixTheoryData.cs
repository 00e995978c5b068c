namespace Grpc.StandIns.Tests;

/// <summary>Every combination of two lists.</summary>
public sealed class MatrixTheoryData<T1, T2> : TheoryData<T1, T2>
{
    public MatrixTheoryData(IEnumerable<T1> first, IEnumerable<T2> second)
    {
        foreach ((T1 one, T2 two) in first.SelectMany(one => second, (one, two) => (one, two)))
        {
            Add(one, two);
        }
    }
}
