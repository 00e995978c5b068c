namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class CopyingGrpcTcpSharedListTests() : SharedListTests(inPlace: false);
