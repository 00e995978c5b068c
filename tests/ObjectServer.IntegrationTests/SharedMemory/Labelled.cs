namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed record Labelled(string Label, SharedList List);
