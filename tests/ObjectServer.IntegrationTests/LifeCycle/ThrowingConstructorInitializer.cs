namespace ObjectServer.IntegrationTests.LifeCycle;

public sealed class ThrowingConstructorInitializer : IServerInitializer
{
    public ThrowingConstructorInitializer() => throw new NotSupportedException("not made");

    public Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel) => Task.CompletedTask;
}
