namespace ObjectServer.IntegrationTests.Batches;

[SharedContract]
public interface INamed : IDisposable
{
    [SharedMember(ReadOnly = true)]
    string Name { get; }
}
