using ObjectServer.Benchmarks.Bulk;
using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Types;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Soaks;

/// <summary>
/// Calls of many kinds by one client, in rounds that are all alike, so that what a call allocates on average can be compared from one minute to
/// the next.
/// </summary>
internal sealed class SoakMix : IAsyncDisposable
{
    private const int Adds = 50;
    private const int OfEachType = 5;
    private const int Creations = 5;
    private const int ArrayItems = 16 * 1024;

    // A new session takes as long as all else of a few rounds.
    private const int RoundsPerSession = 50;

    private static readonly string[] Types = ["dict-set", "dict-get", "queue-cycle", "lock-cycle", "value-get"];

    private readonly string _address;
    private readonly ObjectClient _client;
    private readonly ICalculator _calculator;
    private readonly IDepot _depot;
    private readonly TypeOperation[] _types;
    private readonly double[] _array = new double[ArrayItems];
    private int _rounds;

    private SoakMix(string address, ObjectClient client, ICalculator calculator, IDepot depot, TypeOperation[] types)
    {
        _address = address;
        _client = client;
        _calculator = calculator;
        _depot = depot;
        _types = types;
    }

    /// <summary>Connects, and creates what is called.</summary>
    public static async Task<SoakMix> ConnectAsync(string address)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        TypeOperation[] types = await Task.WhenAll(Types.Where(TypeOperations.Has).Select(name => TypeOperations.PrepareAsync(name, client)));
        return new SoakMix(address, client, await client.CreateAsync<ICalculator>(), await client.CreateAsync<IDepot>(), types);
    }

    /// <summary>One round; how many calls it has made. One at a time.</summary>
    public async Task<int> RoundAsync()
    {
        int calls = 0;
        for (int i = 0; i < Adds; i++) calls += await _calculator.AddAsync(i, 1) == i + 1 ? 1 : throw new InvalidOperationException("A sum is wrong.");
        foreach (TypeOperation use in _types)
        {
            for (int i = 0; i < OfEachType; i++) calls += await use(CancellationToken.None);
        }

        for (int i = 0; i < Creations; i++, calls += 2) await _client.ReleaseAsync(await _client.CreateAsync<ICalculator>());
        await _depot.PutAsync(_array);
        await _depot.TakeAsync(ArrayItems);
        calls += 2;
        return ++_rounds % RoundsPerSession == 0 ? calls + await ComeAndGoAsync() : calls;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<int> ComeAndGoAsync()
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(_address);
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        await calculator.AddAsync(1, 2);
        return 2;
    }
}
