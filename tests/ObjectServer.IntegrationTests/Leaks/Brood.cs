namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>References nested in a value.</summary>
public sealed record Brood(INode Eldest, IReadOnlyDictionary<string, INode> Others);
