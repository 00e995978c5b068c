namespace ObjectServer.IntegrationTests.Errors;

[SharedContract]
public interface IThrower
{
    void Fail();
}
