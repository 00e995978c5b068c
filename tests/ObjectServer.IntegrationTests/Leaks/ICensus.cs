namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>What the server itself counts.</summary>
[SharedContract]
public interface ICensus
{
    /// <summary>How many shared nodes of an owner there are.</summary>
    int CountOf(string owner);
}
