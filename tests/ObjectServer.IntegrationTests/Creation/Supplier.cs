namespace ObjectServer.IntegrationTests.Creation;

/// <summary>A service that constructors get.</summary>
public sealed record Supplier(string Name);
