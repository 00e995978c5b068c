namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Computes over shared arrays, in the server.</summary>
[SharedContract]
public interface ICruncher
{
    SharedArray<double>? Kept { get; set; }

    double Sum(SharedArray<double> numbers);

    void Scale(SharedArray<double> numbers, double factor);

    SharedArray<int> Count(int count);

    Pair Swap(Pair pair);
}
