namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

public sealed class InPlaceSocketSharedLockTests() : SharedLockTests(inPlace: true, socketLink: true);
