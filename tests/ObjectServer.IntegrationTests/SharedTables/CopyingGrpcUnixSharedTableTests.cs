namespace ObjectServer.IntegrationTests.SharedTables;

public sealed class CopyingGrpcUnixSharedTableTests() : SharedTableTests(inPlace: false, unixSocket: true);
