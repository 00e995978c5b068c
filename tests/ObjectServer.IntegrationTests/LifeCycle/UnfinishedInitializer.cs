namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Writes the id of its process into the file of its first argument, and never ends; it heeds its token if there is a second.</summary>
public sealed class UnfinishedInitializer : IServerInitializer
{
    public async Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(arguments[0] + ".new", Environment.ProcessId.ToString(provider: null), cancel);
        File.Move(arguments[0] + ".new", arguments[0]);
        await Task.Delay(Timeout.InfiniteTimeSpan, arguments.Count > 1 ? cancel : CancellationToken.None);
    }
}
