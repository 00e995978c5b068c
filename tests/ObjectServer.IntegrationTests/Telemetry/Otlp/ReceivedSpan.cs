namespace ObjectServer.IntegrationTests.Telemetry.Otlp;

/// <summary>A span that a collector was sent.</summary>
internal sealed record ReceivedSpan(string Service, string Scope, string Trace, string Id, string Parent, string Name, int Kind, IReadOnlyDictionary<string, string> Tags);
