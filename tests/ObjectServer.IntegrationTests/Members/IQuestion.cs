namespace ObjectServer.IntegrationTests.Members;

/// <summary>What the caller is asked.</summary>
[SharedContract]
public interface IQuestion
{
    int Answer(int x, IEveryMember from);
}
