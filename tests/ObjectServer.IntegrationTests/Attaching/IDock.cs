namespace ObjectServer.IntegrationTests.Attaching;

/// <summary>An object that others are passed to, and that is passed to others.</summary>
[SharedContract]
public interface IDock
{
    string Name { get; }

    string Greet(string who);

    Task<string> GreetThroughAsync(IDock other, string who, CancellationToken cancel = default);

    void Keep(IDock? other);

    IDock? Kept();

    Task LetGoAsync();

    Task<string> FailAsync();

    ObjectReference Echo(ObjectReference reference);

    Task<int> BounceAsync(IDock other, int times);
}
