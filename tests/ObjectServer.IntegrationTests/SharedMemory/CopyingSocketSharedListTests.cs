namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class CopyingSocketSharedListTests() : SharedListTests(inPlace: false, socketLink: true);
