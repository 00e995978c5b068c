using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A server program, some clients, and whoever kills them; and a sweep now and then that must harm nobody.</summary>
internal sealed class KillingScene(Random random, Action<string> log) : IAsyncDisposable
{
    private const int Clients = 3;
    private const int ExitCodeOfKilled = 128 + Signals.Kill;
    private const int MostBusyLines = 8;
    private const int MostSpins = 300_000;

    private readonly TestFolder _folder = new();
    private readonly MemoryTestFolder _memory = new();
    private readonly List<KillingProcess> _clients = [];
    private RunningProgram _server = null!;
    private ObjectClient _observer = null!;

    private string Address => $"unix:{_folder.Socket}";

    public async Task BeginAsync()
    {
        await StartServerAsync();
        Refill();
    }

    /// <summary>One round: kills somebody in the middle of something, and sees how the others are.</summary>
    public async Task PlayAsync(int round)
    {
        bool killsServer = random.Next(2) == 0;
        KillingProcess[] victims = [.. _clients.Where(_ => random.Next(3) == 0)];
        if (!killsServer && victims.Length == 0) victims = [_clients[random.Next(_clients.Count)]];
        log($"round {round}: kills {(killsServer ? "the server and " : "")}{victims.Length} clients");
        using var enough = new CancellationTokenSource();
        Task sweeping = round % 4 == 0 ? SweepAsync(enough.Token) : Task.CompletedTask;
        await _clients[random.Next(_clients.Count)].BusyAsync(random.Next(1, MostBusyLines));
        await KillAsync(victims, killsServer);
        await Task.WhenAll(_clients.Select(AssertIntactAsync));
        if (killsServer)
        {
            await _observer.DisposeAsync();
            await _server.DisposeAsync();
            await StartServerAsync();

            // It has swept when it is ready, and nobody has asked it for a segment yet.
            Assert.Empty(_memory.Left);
        }
        else
        {
            await AssertAllSegmentsAreUsedAsync();
        }

        await enough.CancelAsync();
        await sweeping;
        await Task.WhenAll(_clients.Select(client => AssertGoesOnAsync(client, killsServer ? KillingClient.Reconnect : KillingClient.Go)));
        Refill();
    }

    /// <summary>Ends all that live, and sees that they end well and leave nothing.</summary>
    public async Task EndAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.EndAsync()));
        await _observer.DisposeAsync();
        _server.Send(Signals.Terminate);
        (await _server.WaitForExitAsync()).AssertExited(ExitCodes.Done);
        Assert.Empty(_memory.Left);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (KillingProcess client in _clients) await client.DisposeAsync();
        if (_observer is not null) await _observer.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        _memory.Dispose();
        _folder.Dispose();
    }

    private static async Task AssertIntactAsync(KillingProcess client) =>
        Assert.StartsWith(KillingClient.Intact, await client.AskAsync(KillingClient.Pause), StringComparison.Ordinal);

    private static async Task AssertGoesOnAsync(KillingProcess client, string how)
    {
        Assert.Equal(how, await client.AskAsync(how));
        await client.BusyAsync(1);
    }

    private async Task KillAsync(KillingProcess[] victims, bool killsServer)
    {
        // Between two operations or within one: wherever the spinning ends.
        Thread.SpinWait(random.Next(MostSpins));
        List<Action> shots = [.. victims.Select(victim => (Action)victim.Kill)];
        if (killsServer) shots.Insert(random.Next(shots.Count + 1), () => _server.Send(Signals.Kill));
        foreach (Action shot in shots) shot();
        foreach (KillingProcess victim in victims)
        {
            await victim.KilledAsync();
            await victim.DisposeAsync();
            _clients.Remove(victim);
        }

        if (killsServer) (await _server.WaitForExitAsync()).AssertExited(ExitCodeOfKilled);
    }

    // The clients pause: what the server has must come to be what they hold, and what has a name.
    private async Task AssertAllSegmentsAreUsedAsync()
    {
        HashSet<long> living = [.. _clients.Select(static client => (long)client.Id)];
        MemoryReport report = null!;
        try
        {
            await Eventually.SoAsync(() =>
            {
                report = _observer.GetMemoryReportAsync().GetAwaiter().GetResult();
                return report.Segments.Count == _memory.Segments.Length
                    && report.Segments.All(segment => segment.Name is not null || segment.References > 0)
                    && report.Segments.SelectMany(segment => segment.Holders).All(holder => living.Contains(holder.ProcessId));
            });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{_memory.Segments.Length} files; living: {string.Join(", ", living)}; {string.Join(Environment.NewLine, report.Segments)}");
        }
    }

    private Task SweepAsync(CancellationToken enough) => Task.Factory.StartNew(
        () =>
        {
            while (!enough.IsCancellationRequested) SharedMemoryDirectory.Sweep(_memory.Path);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private async Task StartServerAsync()
    {
        _server = RunningProgram.Start(["--no-tcp", "--socket", _folder.Socket, "--memory-directory", _memory.Path, "--log-level", "warning"]);
        await _server.WaitUntilReadyAsync();
        _observer = await ObjectClient.ConnectAsync(Address, new ObjectClientOptions { ReconnectTimeout = TimeSpan.Zero });
    }

    private void Refill()
    {
        while (_clients.Count < Clients) _clients.Add(KillingProcess.Start(Address, random.Next()));
    }
}
