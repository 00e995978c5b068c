using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Values;

public sealed class LimitTests
{
    [Fact]
    public async Task Argument_OverTheServersLimit_NamesTheServersOption()
    {
        await using TestServer server = await StartAsync(options => options.MaxValueBytes = 100_000);
        await using ObjectClient client = await server.ConnectAsync();
        IEcho echo = await client.CreateAsync<IEcho>();

        var thrown = Assert.Throws<LimitExceededException>(() => echo.LengthOf(new byte[200_000]));

        Assert.Equal("ObjectServerOptions.MaxValueBytes", thrown.LimitName);
        Assert.Equal(100_000, thrown.Limit);
        Assert.Equal(90_000, echo.LengthOf(new byte[90_000]));
    }

    [Fact]
    public async Task Argument_OverTheClientsLimit_NamesTheClientsOption()
    {
        await using TestServer server = await StartAsync();
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { MaxValueBytes = 50_000_000 });
        IEcho echo = await client.CreateAsync<IEcho>();

        var thrown = Assert.Throws<LimitExceededException>(() => echo.LengthOf(new byte[60_000_000]));

        Assert.Equal("ObjectClientOptions.MaxValueBytes", thrown.LimitName);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(60_000_000)]
    public async Task Result_OverALimit_FailsThatCallAlone(int length)
    {
        await using TestServer server = await StartAsync(options => options.MaxValueBytes = 40_000_000);
        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { MaxValueBytes = 100_000 });
        IEcho echo = await client.CreateAsync<IEcho>();

        var thrown = Assert.Throws<LimitExceededException>(() => echo.Zeros(length));

        Assert.EndsWith(".MaxValueBytes", thrown.LimitName, StringComparison.Ordinal);
        Assert.Equal(1, echo.Int32(1));
    }

    [Fact]
    public async Task Session_BeyondTheMost_IsRefusedWithTheLimit()
    {
        await using TestServer server = await StartAsync(options => options.MaxSessions = 1);
        await using ObjectClient first = await server.ConnectAsync();

        var thrown = await Assert.ThrowsAsync<LimitExceededException>(() => server.ConnectAsync());

        Assert.Equal("ObjectServerOptions.MaxSessions", thrown.LimitName);
    }

    [Fact]
    public async Task Calls_BeyondTheCredits_WaitForTheirPlace()
    {
        await using TestServer server = await StartAsync(options => options.MaxCallsPerSession = 4);
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();

        int[] sums = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => calculator.AddAsync(i, i)));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => 2 * i), sums);
    }

    [Fact]
    public async Task Calls_AsManyAsTheCreditsAgainAndAgain_AreNeverRefused()
    {
        await using TestServer server = await StartAsync(options => options.MaxCallsPerSession = 16);
        await using ObjectClient client = await server.ConnectAsync();
        IEcho echo = await client.CreateAsync<IEcho>();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            for (int round = 0; round < 300; round++) Assert.Equal(2.0, (await echo.DoublesAsync([i, 2.0]))[1]);
        }));

        Assert.Equal(0, client.Statistics.CallsPending);
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerOptions>? configure = null) =>
        TestServer.StartAsync(server => server.AddType<IEcho, Echo>().AddType<ICalculator, Calculator>(), configure);
}
