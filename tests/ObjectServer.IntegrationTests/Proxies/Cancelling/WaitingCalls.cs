namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

internal static class WaitingCalls
{
    /// <summary>Calls the member; a synchronous one on a thread of its own.</summary>
    public static Task Start(this Waiting waiting, IPatient patient, CancellationToken cancel) => waiting switch
    {
        Waiting.Task => patient.WaitAsync(cancel),
        Waiting.TaskOfT => patient.WaitForAsync(cancel, "answer"),
        Waiting.ValueTask => patient.WaitLightlyAsync(3, cancel, "reason").AsTask(),
        _ => Task.Factory.StartNew(
            () => patient.Wait("answer", cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
    };
}
