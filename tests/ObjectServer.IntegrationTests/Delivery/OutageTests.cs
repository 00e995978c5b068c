using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>The link is gone for a minute: no calling code changes, and no call is lost.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Link_ThatIsGoneForAMinute_MakesCallsLongerAndNothingElse()
    {
        await using Outage outage = await Outage.BeginAsync(new ObjectClientOptions(), unixSocket: false, socketLink: false);
        long start = TimeProvider.System.GetTimestamp();

        await outage.Proxy.DownAsync();
        using (var second = new PeriodicTimer(TimeSpan.FromSeconds(1)))
        {
            while (TimeProvider.System.GetElapsedTime(start) < Minute && await second.WaitForNextTickAsync()) outage.Call();
        }

        outage.AssertWaits();
        outage.Proxy.Up();
        await outage.AssertGoesOnAsync();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Link_ThatIsGoneForAMinuteOfItsClock_MakesCallsLongerAndNothingElse(bool unixSocket, bool socketLink)
    {
        // The clock goes faster than the processor: only what is waited for may come in time.
        var clock = new ManualTimeProvider();
        var options = new ObjectClientOptions { TimeProvider = clock, ConnectTimeout = TimeSpan.FromHours(1) };
        await using Outage outage = await Outage.BeginAsync(
            options, unixSocket, socketLink, server => (server.SessionGrace, server.HeartbeatInterval) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        long start = clock.GetTimestamp();

        outage.Proxy.Refuse();
        for (int attempts = 0; clock.GetElapsedTime(start) < Minute; attempts = outage.Proxy.Refused)
        {
            outage.Call();
            await AdvanceUntilAsync(() => outage.Proxy.Refused > attempts);
        }

        // At random up to two seconds apart, the first ones less.
        Assert.InRange(outage.Proxy.Refused, 5, 1000);
        outage.AssertWaits();
        outage.Proxy.Admit();
        await AdvanceUntilAsync(() => outage.Returns > 0);
        await outage.AssertGoesOnAsync();

        Task AdvanceUntilAsync(Func<bool> isSo) => Eventually.SoAsync(() =>
        {
            if (isSo()) return true;
            clock.Advance(Step);
            return false;
        });
    }
}
