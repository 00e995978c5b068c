namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedContract]
public interface IFoo
{
    string F();

    string G();
}
