namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class InPlaceGrpcTcpSharedListTests() : SharedListTests(inPlace: true);
