using Grpc.Core;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>The unary service while its server shuts down.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Waiter _waiter = new();

    [Fact]
    public async Task Drain_WithACallUnderWay_LetsItEndAndTakesNoOther()
    {
        await using TestServer server = await StartAsync(TimeSpan.FromMinutes(1));
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong id = await GetAsync(client);
        Task<Value> call = client.InvokeAsync(id, "WaitForReleaseAsync");
        await _waiter.BegunAsync().WaitAsync(Guard);

        Task stopping = server.StopAsync();
        Failure refused = await RefusedAsync(client);
        _waiter.Release();

        Assert.Equal((StatusCode.Unavailable, ErrorCode.Unavailable), (refused.Status, refused.Error.Code));
        Assert.Equal(1, (await call.WaitAsync(Guard)).Integer);
        await stopping.WaitAsync(Guard);
        Assert.Equal(0, server.UnarySessions.Count);
    }

    [Fact]
    public async Task Drain_WhoseLimitRunsOut_SaysThatTheOutcomeIsUnknown()
    {
        await using TestServer server = await StartAsync(TimeSpan.Zero);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong id = await GetAsync(client);
        Task<Failure> failing = Failure.OfAsync(() => client.InvokeAsync(id, "WaitForReleaseAsync"));
        await _waiter.BegunAsync().WaitAsync(Guard);

        Task stopping = server.StopAsync();

        Failure failure = await failing.WaitAsync(Guard);
        Assert.Equal((StatusCode.Unknown, ErrorCode.OutcomeUnknown), (failure.Status, failure.Error.Code));
        await stopping.WaitAsync(Guard);
        _waiter.Release();
    }

    private static async Task<ulong> GetAsync(UnaryClient client) =>
        (await client.Stub.GetAsync(new GetRequest { Name = "waiter" }, client.Options)).Reference.Object;

    // The server drains from some moment on after it was told to stop.
    private static async Task<Failure> RefusedAsync(UnaryClient client)
    {
        using var guard = new CancellationTokenSource(Guard);
        while (true)
        {
            guard.Token.ThrowIfCancellationRequested();
            try
            {
                await client.Stub.ListAsync(new ListRequest(), client.Options);
            }
            catch (RpcException e)
            {
                return await Failure.OfAsync(() => Task.FromException(e));
            }
        }
    }

    private Task<TestServer> StartAsync(TimeSpan drain) =>
        TestServer.StartAsync(server => server.AddObject<IWaiter>("waiter", _waiter), options => options.DrainTimeout = drain);
}
