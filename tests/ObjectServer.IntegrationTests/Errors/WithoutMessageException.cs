namespace ObjectServer.IntegrationTests.Errors;

/// <summary>Has no constructor by which it could be made anew from its message.</summary>
public sealed class WithoutMessageException(int number) : Exception($"number {number}");
