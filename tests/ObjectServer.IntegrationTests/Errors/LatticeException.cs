namespace ObjectServer.IntegrationTests.Errors;

public sealed class LatticeException(string message, Exception? innerException = null) : Exception(message, innerException);
