namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed record Pair(string Label, SharedArray<double> First, SharedArray<double> Second);
