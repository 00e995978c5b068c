namespace ObjectServer.IntegrationTests.SharedTables;

public sealed class CopyingSocketSharedTableTests() : SharedTableTests(inPlace: false, socketLink: true);
