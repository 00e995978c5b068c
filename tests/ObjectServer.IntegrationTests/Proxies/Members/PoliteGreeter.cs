namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("polite greeter")]
public sealed class PoliteGreeter : IPoliteGreeter
{
    public string Name { get; set; } = "polite";
}
