namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>What has happened in the server's process, for those who are in another one.</summary>
[SharedContract]
public interface ILedger
{
    /// <summary>Writes an entry down once more.</summary>
    void Write(string entry);

    /// <summary>How often an entry was written down.</summary>
    int CountOf(string entry);

    /// <summary>Completes when an entry was written down so often.</summary>
    Task ReachedAsync(string entry, int count = 1, CancellationToken cancel = default);

    /// <summary>Bytes that the process uses after a collection of garbage.</summary>
    long MemoryBytes();
}
