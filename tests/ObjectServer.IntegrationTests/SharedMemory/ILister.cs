namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Keeps and makes shared lists, in the server.</summary>
[SharedContract]
public interface ILister
{
    SharedList? Kept { get; set; }

    SharedList Make(int count);

    string Describe(SharedList list);

    Labelled Exchange(Labelled labelled, int index, long value);
}
