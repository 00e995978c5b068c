namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedContract]
public interface IDrainer
{
    Task<bool> DrainAsync();
}
