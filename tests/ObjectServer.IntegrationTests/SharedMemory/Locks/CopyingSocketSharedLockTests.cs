namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

public sealed class CopyingSocketSharedLockTests() : SharedLockTests(inPlace: false, socketLink: true);
