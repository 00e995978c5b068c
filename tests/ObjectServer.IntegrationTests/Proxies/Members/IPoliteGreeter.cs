namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Gives an inherited member another body.</summary>
[SharedContract]
public interface IPoliteGreeter : IGreeter
{
    string IGreeter.Loud(string who) => $"{Greet(who)}, politely";
}
