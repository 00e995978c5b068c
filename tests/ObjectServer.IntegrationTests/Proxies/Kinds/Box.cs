namespace ObjectServer.IntegrationTests.Proxies.Kinds;

public sealed class Box<T>(T content) : IBox<T>
{
    public T Content { get; set; } = content;

    public IReadOnlyList<T> Repeat(int times) => [.. Enumerable.Repeat(Content, times)];

    public IBox<T> Copy() => new Box<T>(Content);

    public Task<T> ExchangeAsync(T content, IProgress<T>? before)
    {
        T old = Content;
        before?.Report(old);
        Content = content;
        return Task.FromResult(old);
    }

    public IPair<T, string> With(string label) => new Pair<T, string>(Content, label);
}
