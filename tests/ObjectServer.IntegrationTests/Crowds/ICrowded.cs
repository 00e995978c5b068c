namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>What one of many clients uses until it is killed. What becomes of it is in the ledger, under the object's key.</summary>
[SharedContract]
public interface ICrowded
{
    event Action<int>? Rung;

    /// <summary>Runs until it is cancelled.</summary>
    Task HangAsync(CancellationToken cancel);

    /// <summary>Two numbers, and then nothing until it is cancelled.</summary>
    IAsyncEnumerable<int> NumbersAsync(CancellationToken cancel = default);

    Task<long> TakeAsync(byte[] bytes);
}
