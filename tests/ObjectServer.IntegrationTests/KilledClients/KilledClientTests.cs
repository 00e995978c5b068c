using ObjectServer.Client;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>Clients that end by SIGKILL, without a word to the server; one small subclass for each server and link.</summary>
public abstract class KilledClientTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    // Objects know their keys, and the ledger of this process is one for all tests.
    private readonly string _key = Guid.NewGuid().ToString("N");
    private IServerOfVictims _server = null!;
    private Bystander _bystander = null!;
    private ObjectClient _client = null!;
    private ILedger _ledger = null!;
    private IHeld _shared = null!;
    private IEnumerable<ObjectReference> _atFirst = [];

    public async Task InitializeAsync()
    {
        _server = await StartServerAsync();
        _bystander = await Bystander.StartAsync(_server.Address);
        _client = await ObjectClient.ConnectAsync(_server.Address);
        _ledger = await _client.GetOrCreateAsync<ILedger>(Ledger.Name);
        _shared = await _client.GetOrCreateAsync<IHeld>($"{_key}/shared", [$"{_key}/shared"]);
        _atFirst = (await _client.ListAsync()).Select(one => one.Reference).ToArray();
    }

    public async Task DisposeAsync()
    {
        await _bystander.DisposeAsync();
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OfAClient_GivesBackAllItHeldExceptWhatHasAName()
    {
        await using VictimProcess victim = await StartHoldingAsync();

        await victim.KillAsync();

        foreach (string name in HoldingClient.Unnamed) await ReachedAsync($"{_key}/{name} disposed");
        await _bystander.AssertUnharmedAsync();
        Assert.True((await _client.GetAsync<IHeld>($"{_key}/named")).Look());
        Assert.Equal([0, 0], CountsOf("disposed", "named", "deaf"));

        // A call that runs keeps its object until it has ended; a name until it is taken away.
        _ledger.Write($"{_key}/deaf released");
        await ReachedAsync($"{_key}/deaf disposed");
        await _client.DeleteAsync($"{_key}/named");
        await ReachedAsync($"{_key}/named disposed");
        Assert.All(CountsOf("disposed", [.. HoldingClient.Unnamed, "deaf", "named"]), count => Assert.Equal(1, count));
        await AssertAsAtFirstAsync();
    }

    [Fact]
    public async Task Kill_OfAClient_CancelsItsCallsThatRunAndNeverRunsThoseThatWait()
    {
        using var enough = new CancellationTokenSource();
        Task reading = _shared.ReadAsync(enough.Token);
        await ReachedAsync($"{_key}/shared hangs");
        await using VictimProcess victim = await StartHoldingAsync();

        await victim.KillAsync();

        // An object goes when no call waits for it any more.
        await ReachedAsync($"{_key}/busy cancelled");
        await ReachedAsync($"{_key}/busy disposed");
        await ReachedAsync($"{_key}/bulk disposed");
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Guard));
        await _shared.RunAsync().WaitAsync(Guard);
        Assert.Equal([0, 0, 1], CountsOf("ran", "busy", "bulk", "shared"));
        Assert.Equal([0], CountsOf("taken", "bulk"));
        await _bystander.AssertUnharmedAsync();
    }

    [Fact]
    public async Task Kill_OfAClientThatWaitsInFront_LetsThoseBehindItIn()
    {
        using var enough = new CancellationTokenSource();
        Task reading = _shared.ReadAsync(enough.Token);
        await ReachedAsync($"{_key}/shared hangs");
        await using VictimProcess victim = await StartHoldingAsync();
        Task<bool> looking = _shared.LookAsync();
        Assert.True((await _client.GetAsync<ILedger>(Ledger.Name)).CountOf($"{_key} holding") == 1 && !looking.IsCompleted);

        await victim.KillAsync();

        // Only a call that changes something kept the two readers apart, and it will never run.
        Assert.True(await looking.WaitAsync(Guard));
        Assert.False(reading.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Guard));
    }

    [Fact]
    public async Task Kill_OfSeveralClientsAtRandom_LeavesTheServerAsItWas()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LiveAndDieAsync(random.Next(), lines: random.Next(12))));

        _ledger.Write($"{_key} released");
        await AllDisposedAsync();
        await AssertAsAtFirstAsync();
    }

    protected abstract Task<IServerOfVictims> StartServerAsync();

    private async Task<VictimProcess> StartHoldingAsync()
    {
        var victim = VictimProcess.Start(HoldingClient.Mode, _server.Address, _key);
        Assert.Equal(HoldingClient.Holding, await victim.ReadLineAsync());
        return victim;
    }

    private async Task LiveAndDieAsync(int seed, int lines)
    {
        await using var victim = VictimProcess.Start(RestlessClient.Mode, _server.Address, _key, $"{seed}");
        for (int line = 0; line <= lines; line++) await victim.ReadLineAsync();
        await victim.KillAsync();
        await _bystander.AssertUnharmedAsync();
    }

    private Task ReachedAsync(string entry) => _ledger.ReachedAsync(entry).WaitAsync(Guard);

    private IEnumerable<int> CountsOf(string what, params string[] names) => names.Select(name => _ledger.CountOf($"{_key}/{name} {what}"));

    private async Task AllDisposedAsync()
    {
        using var guard = new CancellationTokenSource(Guard);
        try
        {
            // Calls that were under way may still have made some.
            for (int made = _ledger.CountOf($"{_key} made"), known = -1; made != known; known = made, made = _ledger.CountOf($"{_key} made"))
            {
                await _ledger.ReachedAsync($"{_key} disposed", made, guard.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_ledger.CountOf($"{_key} made")} made, {_ledger.CountOf($"{_key} disposed")} disposed; {string.Join(", ", await _client.ListAsync())}");
        }
    }

    private async Task AssertAsAtFirstAsync()
    {
        await _bystander.AssertUnharmedAsync();
        await _bystander.RestAsync();
        Assert.Equal(_atFirst, (await _client.ListAsync()).Select(one => one.Reference));
        Assert.Equal(0, _ledger.CountOf("disposed again"));

        // The bystander's and the test's own.
        Assert.Equal(2, await _server.StopAsync());
    }
}
