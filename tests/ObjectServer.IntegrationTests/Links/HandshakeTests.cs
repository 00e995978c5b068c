using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>How long a handshake may take, by a clock that the test moves.</summary>
public sealed class HandshakeTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Session_OlderThanAHandshakeMayBe_EndsWithoutAWarning()
    {
        var clock = new ManualTimeProvider();
        var warnings = new ConcurrentQueue<string>();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ICalculator, Calculator>(),
            services: services => services
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<ILoggerProvider>(new ErrorCollector(warnings, LogLevel.Warning))
                .Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Warning));
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, calculator.Add(1, 2));
        await client.ListAsync();
        await server.StopAsync().WaitAsync(Guard);

        Assert.Empty(warnings);
    }
}
