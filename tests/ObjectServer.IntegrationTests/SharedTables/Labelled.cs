namespace ObjectServer.IntegrationTests.SharedTables;

public sealed record Labelled(string Label, SharedTable Table);
