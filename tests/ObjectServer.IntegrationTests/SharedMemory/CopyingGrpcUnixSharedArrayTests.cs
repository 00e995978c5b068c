namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class CopyingGrpcUnixSharedArrayTests() : SharedArrayTests(inPlace: false, unixSocket: true);
