namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Shares what it is given as one note.</summary>
public sealed class SettingInitializer : IServerInitializer
{
    public Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        setup.AddObject<INote>("arguments", new Note(string.Join(' ', arguments)));
        return Task.CompletedTask;
    }
}
