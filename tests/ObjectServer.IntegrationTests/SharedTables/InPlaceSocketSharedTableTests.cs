namespace ObjectServer.IntegrationTests.SharedTables;

public sealed class InPlaceSocketSharedTableTests() : SharedTableTests(inPlace: true, socketLink: true);
