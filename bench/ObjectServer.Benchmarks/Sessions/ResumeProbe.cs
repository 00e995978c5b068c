using System.Diagnostics;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>A client behind a relay that cuts its link, and another one past it that lets the answers come.</summary>
internal sealed class ResumeProbe : IAsyncDisposable
{
    private const int Calls = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CutRelay _relay;
    private readonly BackOffClock _clock;
    private readonly ObjectClient _client;
    private readonly ObjectClient _aside;

    private ResumeProbe(CutRelay relay, BackOffClock clock, ObjectClient client, ObjectClient aside)
    {
        _relay = relay;
        _clock = clock;
        _client = client;
        _aside = aside;
    }

    /// <summary>Connects both.</summary>
    public static async Task<ResumeProbe> ConnectAsync(ServedProcess served, Transport transport)
    {
        CutRelay relay = CutRelay.Start(served, transport);
        var clock = new BackOffClock();

        // By nothing but the relay.
        ObjectClient client = await ObjectClient.ConnectAsync(relay.Address, new ObjectClientOptions { TimeProvider = clock, UseLocalSocket = false });
        return new ResumeProbe(relay, clock, client, await ObjectClient.ConnectAsync(served.AddressBy(Transport.Unix)));
    }

    /// <summary>Has the calls wait in the server, cuts, has them answered while there is no link, and waits for the answers.</summary>
    public async Task<ResumeTimes> MeasureAsync()
    {
        ITurnstile turnstile = await _client.CreateAsync<ITurnstile>();
        ITurnstile same = _aside.Attach<ITurnstile>(_client.ReferenceOf(turnstile));
        Task<int>[] passing = [.. Enumerable.Range(0, Calls).Select(_ => turnstile.PassAsync())];
        while (same.Arrived < Calls)
        {
            // Asking is itself the wait.
        }

        _clock.Reset();
        long cut = Stopwatch.GetTimestamp();
        _relay.Cut();
        same.Open();
        await (await Task.WhenAny(passing).WaitAsync(Limit));
        TimeSpan first = Stopwatch.GetElapsedTime(cut);
        int[] numbers = await Task.WhenAll(passing).WaitAsync(Limit);
        TimeSpan all = Stopwatch.GetElapsedTime(cut);

        // Each of them ran once, although its link was cut.
        if (same.Arrived != Calls || numbers.Distinct().Count() != Calls) throw new InvalidOperationException($"{same.Arrived} calls came where {Calls} were made.");
        await _client.ReleaseAsync(turnstile);
        TimeSpan backOff = _clock.Waited;
        return new ResumeTimes(first - backOff, all - backOff, backOff);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _aside.DisposeAsync();
        _relay.Dispose();
    }
}
