namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class InPlaceSocketSharedListTests() : SharedListTests(inPlace: true, socketLink: true);
