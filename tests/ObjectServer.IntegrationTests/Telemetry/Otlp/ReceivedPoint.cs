namespace ObjectServer.IntegrationTests.Telemetry.Otlp;

/// <summary>A value that a collector was sent: of a histogram how many were recorded.</summary>
internal sealed record ReceivedPoint(string Scope, string Name, string Unit, double Value, IReadOnlyDictionary<string, string> Tags);
