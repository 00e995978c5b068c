namespace ObjectServer.Tests.Dispatch.Statistics;

[SharedContract]
public interface ICounted
{
    int Total { get; }

    int Add(int step);
}
