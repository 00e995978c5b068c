using System.Collections.Concurrent;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>
/// Calls that are cancelled, time out, or lose their session at seeded random moments: what each caller is told is compared with the object's
/// own record.
/// </summary>
public sealed class StormTests
{
    private const int Workers = 8;
    private const int CallsEach = 120;
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Calls_CancelledAtAnyMoment_HaveEachOneTrueOutcome(int seed, bool socketLink)
    {
        var ledger = new Ledger();
        var backs = new Ledger();
        var outcomes = new ConcurrentDictionary<int, CallOutcome?>();
        TestServer server = await TestServer.StartAsync(share => share.AddObject<ILedger>("ledger", ledger), socketLink: socketLink);
        await using (server)
        {
            // One of two sessions ends in the middle of it.
            ObjectClient[] clients = [await server.ConnectAsync(), await server.ConnectAsync()];
            using var left = new CountdownEvent(Workers * CallsEach);
            Task[] workers = [.. Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(clients[worker % 2], worker, seed, backs, outcomes, left)))];
            await Eventually.SoAsync(() => left.CurrentCount <= Workers * CallsEach / 2);
            await clients[1].DisposeAsync();
            await Task.WhenAll(workers).WaitAsync(Guard);
            await clients[0].DisposeAsync();
            await Eventually.EqualAsync(0, () => server.Sessions.Count);
        }

        Assert.Equal(Workers * CallsEach, outcomes.Count);
        Assert.All(outcomes, outcome =>
        {
            (int id, CallOutcome? known) = outcome;
            int ran = ledger.Entries(id);
            Assert.True(ran <= 1 && backs.Entries(id) <= ran, $"Call {id} ran {ran} times, and its own call {backs.Entries(id)} times.");
            if (known is null or CallOutcome.Executed) Assert.True(ran == 1, $"Call {id} was told to have run ({known}), and ran {ran} times.");
            if (known is CallOutcome.NotSent or CallOutcome.NotExecuted) Assert.True(ran == 0, $"Call {id} was told not to have run ({known}), and ran.");
        });

        // Otherwise it would show nothing.
        Assert.Contains(null, outcomes.Values);
        Assert.Contains(CallOutcome.NotSent, outcomes.Values);
        Assert.Contains(CallOutcome.NotExecuted, outcomes.Values);
    }

    private static async Task WorkAsync(
        ObjectClient client, int worker, int seed, Ledger backs, ConcurrentDictionary<int, CallOutcome?> outcomes, CountdownEvent left)
    {
        var random = new Random((seed * 1000) + worker);
        ILedger ledger = await client.GetAsync<ILedger>("ledger");
        for (int i = 0; i < CallsEach; i++)
        {
            int id = (worker * CallsEach) + i;
            using var cancel = new CancellationTokenSource();
            if (random.Next(10) == 0) await cancel.CancelAsync();
            ILedger used = random.Next(4) == 0 ? client.WithTimeout(ledger, TimeSpan.FromMilliseconds(random.Next(1, 20))) : ledger;
            int kind = random.Next(3);
            int steps = random.Next(200);
            int spins = random.Next(4000);
            Task<int> call = kind switch
            {
                0 => used.EnterAsync(id, steps, cancel.Token),
                1 => used.EnterByAsync(backs, id, steps, cancel.Token),
                _ => Task.Run(() => used.Enter(id, cancel.Token)),
            };
            if (random.Next(2) == 0)
            {
                Thread.SpinWait(spins);
                await cancel.CancelAsync();
            }

            try
            {
                Assert.Equal(id, await call.WaitAsync(Guard));
                Assert.True(outcomes.TryAdd(id, null));
            }
            catch (Exception e) when (e is OperationCanceledException or TimeoutException or ObjectServerException)
            {
                Assert.True(outcomes.TryAdd(id, e.GetCallOutcome()));
            }

            left.Signal();
        }
    }
}
