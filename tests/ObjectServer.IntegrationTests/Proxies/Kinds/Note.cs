namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>An internal value.</summary>
internal sealed record Note(string Text, int Number);
