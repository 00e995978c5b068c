namespace ObjectServer.Values;

/// <summary>Stands in until the real one exists.</summary>
internal sealed class ValueWriter;
