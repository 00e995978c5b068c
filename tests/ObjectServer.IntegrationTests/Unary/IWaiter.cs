namespace ObjectServer.IntegrationTests.Unary;

/// <summary>An object whose members a test can watch begin and let end. One call at a time.</summary>
[SharedContract]
public interface IWaiter
{
    int Ran { get; }

    Task WaitAsync(CancellationToken cancel = default);

    [SharedMember(TimeoutMs = 5000)]
    Task WaitAtMostAsync(CancellationToken cancel = default);

    Task<int> WaitForReleaseAsync();
}
