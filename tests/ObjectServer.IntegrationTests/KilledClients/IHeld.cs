namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>An object that a client holds when it is killed. What happens to it is in the <see cref="ILedger"/>. One call at a time.</summary>
[SharedContract]
public interface IHeld
{
    IHeld Open(string key);

    Task RunAsync();

    Task HangAsync(CancellationToken cancel);

    /// <summary>Takes no notice of its caller's end; waits for the entry "released" in the ledger.</summary>
    Task HangOnAsync();

    [SharedMember(ReadOnly = true)]
    Task ReadAsync(CancellationToken cancel);

    [SharedMember(ReadOnly = true)]
    bool Look();

    [SharedMember(ReadOnly = true)]
    Task<bool> LookAsync();

    Task<long> TakeAsync(byte[] values);

    Task<byte[]> GiveAsync(int count);
}
