namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

[SharedContract]
public interface ITally
{
    int Count { get; set; }

    int Add(int amount);

    Task<int> AddAsync(int amount);

    Task<int> AddWhenAsync(int amount, CancellationToken cancel = default);

    void Let();

    IAsyncEnumerable<int> CountUpAsync(int to, CancellationToken cancel = default);
}
