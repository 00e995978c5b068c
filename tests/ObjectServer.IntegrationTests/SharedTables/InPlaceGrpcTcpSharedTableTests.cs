namespace ObjectServer.IntegrationTests.SharedTables;

public sealed class InPlaceGrpcTcpSharedTableTests() : SharedTableTests(inPlace: true);
