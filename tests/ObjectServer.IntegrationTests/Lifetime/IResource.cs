namespace ObjectServer.IntegrationTests.Lifetime;

/// <summary>An object whose disposal can be watched.</summary>
[SharedContract]
public interface IResource
{
    string Key { get; }

    IResource Open(string key);

    void Keep(IResource other);

    void DropKept();

    Task HoldAsync(CancellationToken cancel);

    /// <summary>Holds on with another one in hand; heeds nothing but <see cref="Resource.Let"/>.</summary>
    Task HoldOnAsync(IResource other);

    /// <summary>Opens one when it is let. Its caller waits for a minute at most.</summary>
    [SharedMember(TimeoutMs = 60_000)]
    IResource OpenLate(string key);
}
