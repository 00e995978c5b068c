namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Gives one object out by two properties.</summary>
public sealed class Keeper : IDisposable
{
    private readonly Counter _counter = new(3);

    public Counter Full => _counter;

    public Counter Viewed => _counter;

    public void Dispose() => _counter.Dispose();
}
