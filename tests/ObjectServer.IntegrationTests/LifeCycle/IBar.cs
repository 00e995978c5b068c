namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedContract]
public interface IBar
{
    string F();

    string H();
}
