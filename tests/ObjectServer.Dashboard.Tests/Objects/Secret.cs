namespace ObjectServer.Dashboard.Tests.Objects;

/// <summary>A value that is not to be shown.</summary>
[Redacted]
public sealed record Secret(string Text);
