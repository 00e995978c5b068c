namespace ObjectServer.IntegrationTests.Creation;

[SharedContract]
public interface IOther
{
    int Value { get; }
}
