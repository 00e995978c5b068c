namespace ObjectServer.IntegrationTests.Contracts;

/// <summary>A door that callers go through; while it is shut they stand in it.</summary>
[SharedContract]
public interface IDoor
{
    int Passed { get; }

    void Shut();

    void Open();

    /// <summary>Goes through, at once or when the door opens.</summary>
    int Pass();

    /// <summary>Likewise; the object's thread waits all the same.</summary>
    Task<int> PassAsync();
}
