namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Shared lists from the client's side; one small subclass for each link, in place and by calls.</summary>
public abstract partial class SharedListTests(bool inPlace, bool socketLink = false) : SharedMemoryTests(inPlace, unixSocket: false, socketLink)
{
    /// <summary>One of every kind, as Python's own test has them.</summary>
    private static readonly object?[] Mixed = ["howdy", "HoWdY"u8.ToArray(), -273.154, 100L, null, true, 42L];

    protected override void Share(ObjectServerBuilder server) => server.AddType<ILister, Lister>("lister");
}
