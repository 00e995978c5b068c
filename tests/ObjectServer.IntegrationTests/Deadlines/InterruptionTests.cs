using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>A thread that stops waiting for a call, and makes another one: the late answer is nobody's.</summary>
public sealed class InterruptionTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Conformance", "P-07")]
    [Trait("Conformance", "P-18")]
    public async Task Call_WhoseTimeIsOver_LeavesTheNextOneItsOwnAnswer(bool socketLink)
    {
        var clock = new ManualTimeProvider();
        var hop = new Hop();
        await using TestServer server = await TestServer.StartAsync(
            share => share.AddObject<IHop>("hop", hop, ObjectConcurrency.Concurrent), socketLink: socketLink);
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { TimeProvider = clock });
        IHop proxy = await client.GetAsync<IHop>("hop");
        int timers = clock.Timers;
        var answers = Task.Factory.StartNew(
            () => Answers(client.WithTimeout(proxy, Limit).WaitDeaf, proxy, hop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await hop.BegunAsync(Guard);
        await Eventually.EqualAsync(timers + 1, () => clock.Timers);

        clock.Advance(Limit);
        clock.Advance(Moment);

        List<object> all = await answers.WaitAsync(Guard);
        Assert.IsType<TimeoutException>(all[0]);
        Assert.Equal(Enumerable.Range(100, 50), all.Skip(1).Cast<int>());
    }

    private static List<object> Answers(Func<int> interrupted, IHop proxy, Hop hop)
    {
        var answers = new List<object>();
        try
        {
            answers.Add(interrupted());
        }
        catch (Exception e)
        {
            answers.Add(e);
        }

        // Its answer comes while the others are under way.
        hop.Open(1);
        for (int i = 100; i < 150; i++) answers.Add(proxy.Echo(i));
        return answers;
    }
}
