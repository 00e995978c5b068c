using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Admin;
using ObjectServer.Client;
using ObjectServer.Dashboard.Live;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;
using ObjectServer.Testing;

namespace ObjectServer.Dashboard.Tests.Live;

public sealed class SamplerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Sampler_ThatNobodyAsks_TakesNothingAndHasNoTimer()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using Sampler sampler = NewSampler(server);
        _time.Advance(Second);
        Assert.Equal(0, _time.Timers);
        Assert.Empty(sampler.Read());
        Assert.Equal(1, _time.Timers);

        _time.Advance(3 * Second);
        Assert.Equal(3, sampler.Read().Length);
        _time.Advance(Sampler.Patience);

        Assert.False(sampler.Runs);
        Assert.Equal(0, _time.Timers);
        Assert.Empty(sampler.Read());
        Assert.True(sampler.Runs);
    }

    [Fact]
    public async Task Sampler_ThatIsAskedOn_KeepsTheLastFiveMinutes()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        using Sampler sampler = NewSampler(server);

        for (int i = 0; i < Sampler.Most + 10; i++)
        {
            sampler.Read();
            _time.Advance(Second);
        }

        Assert.Equal(Sampler.Most, sampler.Read().Length);
    }

    [Fact]
    public async Task Sample_OfASecond_HasWhatCameInIt()
    {
        await using WatchedServer server = await WatchedServer.StartAsync();
        await using ObjectClient client = await server.ConnectAsync("caller");
        IStation station = await client.CreateAsync<IStation>();
        for (int i = 0; i < 30; i++) station.Add(i);
        using Sampler sampler = NewSampler(server);
        sampler.Read();

        for (int i = 0; i < 20; i++) station.Add(i);
        for (int i = 0; i < 5; i++) Assert.Throws<InvalidOperationException>(() => station.Fail("on purpose"));
        _time.Advance(Second);
        _time.Advance(Second);

        Sample[] samples = sampler.Read();
        Assert.Equal(25, samples[0].CallsPerSecond);
        Assert.Equal(5, samples[0].ErrorsPerSecond);
        Assert.True(samples[0].Latency.P50 > 0);
        Assert.True(samples[0].Latency.P99 >= samples[0].Latency.P50);
        Assert.Equal(1, samples[0].Sessions);
        Assert.Equal(0, samples[1].CallsPerSecond);
        Assert.Equal(0, samples[1].Latency.P99);
    }

    private Sampler NewSampler(WatchedServer server) => new(
        server.Services.GetRequiredService<ServerView>(), server.Services.GetRequiredService<CallStatistics>(), server.Services.GetRequiredService<ObjectHost>(), _time);
}
