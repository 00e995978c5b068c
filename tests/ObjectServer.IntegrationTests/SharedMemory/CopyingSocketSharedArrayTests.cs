namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class CopyingSocketSharedArrayTests() : SharedArrayTests(inPlace: false, socketLink: true);
