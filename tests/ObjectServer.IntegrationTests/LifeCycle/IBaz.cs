namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Makes what it is asked for one by one.</summary>
[SharedContract]
public interface IBaz
{
    IAsyncEnumerable<int> Squares(int count);
}
