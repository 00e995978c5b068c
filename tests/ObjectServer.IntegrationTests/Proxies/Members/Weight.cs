namespace ObjectServer.IntegrationTests.Proxies.Members;

public readonly record struct Weight(double Kilograms, string? Unit = null);
