namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>The bottom of a diamond: it hides what it inherits, and inherits one member from each side under one name.</summary>
[SharedContract]
public interface IBottom : ILeft, IRight
{
    new string Root();

    string Bottom(string text = "bottom");
}
