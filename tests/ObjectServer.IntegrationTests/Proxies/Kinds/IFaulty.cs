namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Members that cannot be remote, each for a reason of its own.</summary>
[SharedContract]
public interface IFaulty
{
    event Func<int> Changed;

    int Good();

    Task SwapAsync(ref int left, ref int right);

    [SharedMember(OneWay = true)]
    void Forget(out int value);

    void Choose<T>(Func<T> first);

    void Fill(Span<byte> data);

    Stream[] Open();

    void Each(Action<object> action);

    Task RunAsync(CancellationToken first, CancellationToken second);

    IAsyncEnumerable<object> AllAsync();

    object? Anything { get; set; }
}
