namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class InPlaceGrpcTcpSharedArrayTests() : SharedArrayTests(inPlace: true);
