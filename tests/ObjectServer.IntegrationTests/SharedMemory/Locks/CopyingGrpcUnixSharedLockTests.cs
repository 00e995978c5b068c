namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

public sealed class CopyingGrpcUnixSharedLockTests() : SharedLockTests(inPlace: false, unixSocket: true);
