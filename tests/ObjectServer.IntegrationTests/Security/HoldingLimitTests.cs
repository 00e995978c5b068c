using Grpc.Core;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Callbacks;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Events;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>How much one session may hold, and how deep what it sends may be.</summary>
public sealed class HoldingLimitTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Object_BeyondTheMostOfASession_IsNotMadeAndNotHandedOut()
    {
        await using TestServer server = await StartAsync(options => options.MaxObjectsPerSession = 2);
        await using ObjectClient client = await server.ConnectAsync();
        await using ObjectClient other = await server.ConnectAsync();
        ICalculator first = await client.CreateAsync<ICalculator>();
        ICalculator second = await client.CreateAsync<ICalculator>();

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxObjectsPerSession), () => client.CreateAsync<ICalculator>());
        await AssertLimitAsync(nameof(ObjectServerOptions.MaxObjectsPerSession), () => Task.Run(() => first.Child("child")));
        Assert.Equal(2, server.Objects.Count);
        Assert.Equal(3, (await other.CreateAsync<ICalculator>()).Add(1, 2));

        await client.ReleaseAsync(second);
        Assert.Equal("child", first.Child("child").Label);
    }

    [Fact]
    public async Task Object_BeyondTheMostOfAUnarySession_IsNotMadeAndNotHandedOut()
    {
        await using TestServer server = await StartAsync(options => options.MaxObjectsPerSession = 1);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong first = await client.CreateAsync("calculator");

        foreach (Func<Task> request in new Func<Task>[]
        {
            () => client.CreateAsync("calculator"),
            () => client.InvokeAsync(first, "Child", new Value { Text = "child" }),
        })
        {
            Failure failure = await Failure.OfAsync(request);
            Assert.Equal((StatusCode.ResourceExhausted, ErrorCode.LimitExceeded), (failure.Status, failure.Error.Code));
            Assert.Equal("ObjectServerOptions.MaxObjectsPerSession", failure.Error.Details["limit"]);
        }

        Assert.Equal(1, server.Objects.Count);
    }

    [Fact]
    public async Task CallbackObject_BeyondTheMostOfASession_IsRefusedAndCounted()
    {
        using var counted = new CountedRefusals();
        await using TestServer server = await StartAsync(options => options.MaxObjectsPerSession = 3, builder => builder.AddType<ITeller, Teller>("teller"));
        await using ObjectClient client = await server.ConnectAsync();
        ITeller teller = await client.CreateAsync<ITeller>();
        Listener[] listeners = [.. Enumerable.Range(0, 4).Select(i => new Listener($"listener {i}"))];

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxObjectsPerSession), () => teller.AskAllAsync([.. listeners], "all?"));

        Assert.NotEqual(0, counted["ObjectServerOptions.MaxObjectsPerSession"]);
        Assert.Equal(3, (await teller.AskAllAsync([.. listeners.Take(3)], "three?").WaitAsync(Guard)).Length);
    }

    [Fact]
    public async Task Subscription_BeyondTheMostOfASession_IsRefused()
    {
        var live = new Newsroom();
        await using TestServer server = await StartAsync(options => options.MaxSubscriptionsPerSession = 2, builder => builder.AddObject<INewsroom>("room", live));
        await using ObjectClient client = await server.ConnectAsync();
        await using ObjectClient other = await server.ConnectAsync();
        INewsroom room = await client.GetAsync<INewsroom>("room");
        EventHandler<string> first = (_, _) => { };
        room.Printed += first;
        room.Told += (_, _) => { };

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxSubscriptionsPerSession), () => Task.Run(() => room.Closed += (_, _) => { }));

        Assert.Equal(2, live.Readers);
        (await other.GetAsync<INewsroom>("room")).Printed += (_, _) => { };
        room.Printed -= first;
        room.Printed += (_, _) => { };
        Assert.Equal(3, live.Readers);
    }

    [Fact]
    public async Task Json_DeeperThanTheOption_IsRefused()
    {
        var shape = new Shape("flat", [], []);
        var deeper = new Shape("deeper", [new Point(1, 2)], []);
        await using TestServer server = await StartAsync(options => options.MaxJsonDepth = 2);
        await using ObjectClient client = await server.ConnectAsync();
        IEcho echo = await client.CreateAsync<IEcho>();

        await AssertLimitAsync(nameof(ObjectServerOptions.MaxJsonDepth), () => Task.Run(() => echo.Record(deeper)));

        Assert.Equal("flat", echo.Record(shape).Title);
        await using TestServer usual = await StartAsync();
        await using ObjectClient patient = await usual.ConnectAsync();
        Assert.Equal("deeper", (await patient.CreateAsync<IEcho>()).Record(deeper).Title);
    }

    [Fact]
    public async Task Options_OfLimits_AreCheckedWhenTheServerStarts()
    {
        var thrown = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StartAsync(options =>
        {
            (options.MaxSessionsPerAddress, options.MaxSessionsPerPrincipal) = (0, 0);
            (options.MaxConnections, options.MaxConnectionsPerAddress) = (0, 0);
            (options.MaxHandshakes, options.MaxHandshakesPerAddress) = (0, 0);
            (options.MaxObjectsPerSession, options.MaxSubscriptionsPerSession, options.MaxJsonDepth) = (0, 0, 65);
        }));

        Assert.Equal(9, thrown.Failures.Count());
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerOptions>? configure = null, Action<ObjectServerBuilder>? share = null) => TestServer.StartAsync(
        builder =>
        {
            builder.AddType<ICalculator, Calculator>().AddType<IEcho, Echo>();
            share?.Invoke(builder);
        },
        configure);

    private static async Task AssertLimitAsync(string option, Func<Task> request)
    {
        var thrown = await Assert.ThrowsAsync<LimitExceededException>(() => request().WaitAsync(Guard));

        Assert.Equal($"ObjectServerOptions.{option}", thrown.LimitName);
        Assert.Equal(thrown.Limit + 1, thrown.Requested);
    }
}
