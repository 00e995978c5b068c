namespace ObjectServer.IntegrationTests.Dynamic;

public sealed record Part(string Name, int[] Sizes, double Weight, Part? Inner = null);
