using ObjectServer.Objects;

namespace ObjectServer.IntegrationTests.Leaks;

[SharedObject("census", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class Census : ICensus
{
    /// <summary>The server's objects; set when it has started.</summary>
    public ObjectTable? Objects { get; set; }

    public int CountOf(string owner) => Objects!.All.Count(shared => shared.Instance is Node node && node.Owner == owner);
}
