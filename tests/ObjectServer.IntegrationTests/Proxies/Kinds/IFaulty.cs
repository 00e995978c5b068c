namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Members that cannot be remote, each for a reason of its own.</summary>
[SharedContract]
public interface IFaulty
{
    event EventHandler Changed;

    int Good();

    void Swap(ref int left, ref int right);

    bool TryGet(string key, out int value);

    T Pick<T>(T first);

    void Fill(Span<byte> data);

    Stream Open();

    void Each(Action<int> action);

    Task RunAsync(CancellationToken first, CancellationToken second);

    IAsyncEnumerable<int> AllAsync();

    object? Anything { get; set; }
}
