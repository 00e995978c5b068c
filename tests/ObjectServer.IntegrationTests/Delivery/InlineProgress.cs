namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Hands reports on at once, on the thread that they come on.</summary>
internal sealed class InlineProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
