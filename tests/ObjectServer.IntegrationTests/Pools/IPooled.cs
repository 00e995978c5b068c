using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Pools;

/// <summary>What callers of pools call.</summary>
[SharedContract]
public interface IPooled
{
    /// <summary>What the constructor was given.</summary>
    string Label { get; }

    int Square(int number);

    Task<int> SquareAsync(int number);

    Task<int> ProcessAsync();

    /// <summary>Throws <see cref="KeyNotFoundException"/> for odd numbers.</summary>
    Task<int> LookUpAsync(int number, string message);

    Unwritable Unwritable(int number);

    Task<int> TakeAsync(Unwritable strange);

    Task HangAsync(CancellationToken cancel);

    /// <summary>Adds one to a counter, and kills its process while the counter is small.</summary>
    Task<int> DieUntilAsync(ISharedValue<int> counter, int enough);
}
