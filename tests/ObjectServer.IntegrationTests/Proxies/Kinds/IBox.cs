namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>A generic contract: each closed form is a contract of its own.</summary>
[SharedContract]
public interface IBox<T>
{
    T Content { get; set; }

    IReadOnlyList<T> Repeat(int times);

    IBox<T> Copy();

    Task<T> ExchangeAsync(T content, IProgress<T>? before = null);

    IPair<T, string> With(string label);
}
