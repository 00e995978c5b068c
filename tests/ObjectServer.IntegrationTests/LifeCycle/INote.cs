namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedContract]
public interface INote
{
    string Text { get; }
}
