namespace ObjectServer.IntegrationTests.Events;

public sealed class SocketEventTests() : EventTests(socketLink: true);
