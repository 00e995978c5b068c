namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

/// <summary>The members of a patient that wait.</summary>
public enum Waiting
{
    Task,
    TaskOfT,
    ValueTask,
    Synchronous,
}
