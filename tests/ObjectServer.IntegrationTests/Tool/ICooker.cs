namespace ObjectServer.IntegrationTests.Tool;

/// <summary>Something of each kind that the command line can use.</summary>
[SharedContract]
public interface ICooker
{
    event Action<string>? Boiled;

    double Temperature { get; set; }

    string Dish { get; set; }

    int[] Times { get; }

    [SharedMember(ReadOnly = true)]
    Recipe Describe(string dish, int people = 2);

    string Rename(string to);

    string Rename(int to);

    Task<int> CookAsync(int steps, IProgress<double>? progress = null, CancellationToken cancel = default);

    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default);

    void Taste(ICooker other);

    void Burn();

    sealed record Recipe(string Dish, IReadOnlyList<string> Parts, int People);
}
