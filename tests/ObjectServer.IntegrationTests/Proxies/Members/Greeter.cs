namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Says something about one of the members that have a body, and nothing about the others.</summary>
[SharedObject("greeter")]
public class Greeter : IGreeter
{
    public string Name { get; set; } = "greeter";

    public string Greet(string who) => $"{Name} says hello to {who}";
}
