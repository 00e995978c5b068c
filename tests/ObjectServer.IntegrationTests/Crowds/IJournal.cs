namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>Who has written under a lock.</summary>
[SharedContract]
public interface IJournal
{
    /// <summary>Writes an entry.</summary>
    void Write(string entry);

    /// <summary>Writes an entry when the test lets it.</summary>
    Task WriteWhenLetAsync(string entry, CancellationToken cancel = default);
}
