namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class InPlaceSocketSharedArrayTests() : SharedArrayTests(inPlace: true, socketLink: true);
