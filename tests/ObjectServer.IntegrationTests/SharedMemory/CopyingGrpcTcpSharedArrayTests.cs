namespace ObjectServer.IntegrationTests.SharedMemory;

public sealed class CopyingGrpcTcpSharedArrayTests() : SharedArrayTests(inPlace: false);
