namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>Shared objects within a record.</summary>
public sealed record Hand(string Player, ICard? Top, IReadOnlyList<ICard?> Others);
