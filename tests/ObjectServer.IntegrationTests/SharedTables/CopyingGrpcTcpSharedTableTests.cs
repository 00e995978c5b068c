namespace ObjectServer.IntegrationTests.SharedTables;

public sealed class CopyingGrpcTcpSharedTableTests() : SharedTableTests(inPlace: false);
