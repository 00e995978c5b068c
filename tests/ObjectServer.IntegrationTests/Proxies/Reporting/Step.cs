namespace ObjectServer.IntegrationTests.Proxies.Reporting;

public sealed record Step(int Number, double[] Values);
