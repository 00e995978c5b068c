namespace ObjectServer.IntegrationTests.Programs;

/// <summary>An object whose call runs for as long as a test wants.</summary>
[SharedContract]
public interface IPipeWaiter
{
    /// <summary>Connects to the test's pipe, so that the test knows that the call runs, and returns what the test writes into it.</summary>
    Task<string?> WaitAsync(string pipe);
}
