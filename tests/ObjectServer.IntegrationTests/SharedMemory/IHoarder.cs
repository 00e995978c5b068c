namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Keeps arrays to itself.</summary>
[SharedContract]
public interface IHoarder
{
    void Hoard(int count);

    int Count();
}
