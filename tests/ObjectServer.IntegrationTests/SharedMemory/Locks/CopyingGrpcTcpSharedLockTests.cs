namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

public sealed class CopyingGrpcTcpSharedLockTests() : SharedLockTests(inPlace: false);
