namespace ObjectServer.IntegrationTests.Operating;

/// <summary>An object in which operators find what goes wrong.</summary>
[SharedContract]
public interface IWorkshop
{
    event Action<string, int>? Finished;

    /// <summary>Waits until it is let go.</summary>
    Task HangAsync();

    /// <summary>Keeps its thread until it is let go, when it is to.</summary>
    void Block(bool stays);

    int Count(int step);

    /// <summary>An object of its own, each time another.</summary>
    IWorkshop Open();

    void Finish(string what, int pieces);
}
