namespace ObjectServer.IntegrationTests.Pools;

/// <summary>A pool in the server, which clients share.</summary>
[SharedContract]
public interface IPoolHouse
{
    Task<int[]> SquareAllAsync(int[] numbers);

    Task CloseAsync();
}
