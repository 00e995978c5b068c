namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

public sealed class InPlaceGrpcTcpSharedLockTests() : SharedLockTests(inPlace: true);
