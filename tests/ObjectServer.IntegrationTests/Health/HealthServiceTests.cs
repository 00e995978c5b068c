using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.Health;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire.Health;
using static ObjectServer.Wire.Health.HealthCheckResponse.Types;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>gRPC's health service, which answers by what a call through a session has shown.</summary>
public sealed class HealthServiceTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("")]
    [InlineData("objectserver.v1.Objects")]
    [InlineData("objectserver.v1.Sessions")]
    public async Task Check_OfWhatTheServerHas_Serves(string service)
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        Assert.Equal(ServingStatus.Serving, await CheckAsync(channel, service));
    }

    [Fact]
    public async Task Check_ByteForByte_IsAsGrpcDefinesIt()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact, Timeout = Guard };
        using var nothing = new ByteArrayContent(new byte[5]);
        nothing.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using HttpResponseMessage response = await http.PostAsync(new Uri($"{server.Address}/grpc.health.v1.Health/Check"), nothing);

        // A message of two bytes: field 1, a number, is 1, which stands for SERVING.
        Assert.Equal([0, 0, 0, 0, 2, 0x08, 0x01], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Check_OfWhatItDoesNotHave_IsNotFound()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        var thrown = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(channel, "other"));

        Assert.Equal(StatusCode.NotFound, thrown.StatusCode);
    }

    [Fact]
    public async Task Request_ThatIsTooLarge_IsRefusedAndLogsNoError()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        var thrown = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(channel, new string('x', 2 * HealthService.MostRequestBytes)));

        Assert.Equal(StatusCode.ResourceExhausted, thrown.StatusCode);
    }

    [Fact]
    public async Task Check_OfAServerWithKeysAndRules_NeedsNeitherAndShowsNothing()
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ICalculator, Calculator>().Allow(AllowedClients.WithKey(), ObjectPermissions.All),
            options => options.AuthKey = "a key");
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        Assert.Equal(ServingStatus.Serving, await CheckAsync(channel));

        await using ObjectClient client = await server.ConnectAsync(new ObjectClientOptions { AuthKey = "a key" });
        Assert.Empty(await client.ListAsync());
        Assert.Equal(0, server.Objects.Count);
    }

    [Fact]
    public async Task Check_BySoManyAtOnce_MakesOneCall()
    {
        var probe = new HeldProbe();
        await using TestServer server = await TestServer.StartAsync(Share, services: services => services.AddSingleton<IHealthProbe>(probe));
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        Task<ServingStatus>[] checks = [.. Enumerable.Range(0, 200).Select(_ => CheckAsync(channel))];
        await Eventually.EqualAsync(1, () => probe.Calls);

        probe.Release();

        Assert.All(await Task.WhenAll(checks).WaitAsync(Guard), status => Assert.Equal(ServingStatus.Serving, status));
        Assert.InRange(probe.Calls, 1, 2);
    }

    [Fact]
    public async Task Answer_HoldsForAWhile_AndCostsNoFurtherCall()
    {
        var probe = new HeldProbe();
        probe.Release();
        await using TestServer server = await TestServer.StartAsync(
            Share,
            services: services => services.AddSingleton<IHealthProbe>(probe).AddSingleton(TestServer.PatientHealth with { Fresh = TimeSpan.FromHours(1) }));
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        for (int i = 0; i < 100; i++) Assert.Equal(ServingStatus.Serving, await CheckAsync(channel));

        Assert.Equal(1, probe.Calls);
    }

    [Fact]
    public async Task Call_ThatHangs_IsToldAndNotMadeAgain()
    {
        var probe = new HeldProbe();
        await using TestServer server = await TestServer.StartAsync(
            Share,
            services: services => services.AddSingleton<IHealthProbe>(probe).AddSingleton(new HealthPace(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50))));
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);

        Assert.Equal(ServingStatus.NotServing, await CheckAsync(channel));
        await Eventually.EqualAsync(1, () => probe.Calls);
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(channel));
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(channel));
        Assert.Equal(1, probe.Calls);

        probe.Release();
        await AnswersAsync(channel, ServingStatus.Serving);
    }

    [Fact]
    public async Task Watch_HearsOfADrainAndEndsWithTheServer()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Client(channel).Watch(new HealthCheckRequest(), Bounded());
        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);

        _ = server.Drain.Begin(TimeSpan.FromHours(1), thenStop: false);

        Assert.True(await watch.ResponseStream.MoveNext());
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        await server.StopAsync().WaitAsync(Guard);
        while (await watch.ResponseStream.MoveNext()) Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task Watch_WhileWhoseAnswerIsWrittenADrainBegins_HearsOfIt()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        var caller = new StirringCaller<HealthCheckResponse>(() => _ = server.Drain.Begin(TimeSpan.FromHours(1), thenStop: false));

        Task watch = server.Health.Watch(new HealthCheckRequest(), caller, new SilentContext());

        Assert.Equal(ServingStatus.Serving, (await caller.NextAsync().WaitAsync(Guard)).Status);
        Assert.Equal(ServingStatus.NotServing, (await caller.NextAsync().WaitAsync(Guard)).Status);
        await server.StopAsync().WaitAsync(Guard);
        await watch.WaitAsync(Guard);
    }

    [Fact]
    public async Task Watch_OfWhatTheServerDoesNotHave_SaysSoAndGoesOn()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = Client(channel).Watch(new HealthCheckRequest { Service = "other" }, Bounded());

        Assert.True(await watch.ResponseStream.MoveNext());

        Assert.Equal(ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
        Assert.False(watch.ResponseStream.MoveNext().IsCompleted);
    }

    [Fact]
    public async Task Watch_ByMoreThanMay_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Address);
        AsyncServerStreamingCall<HealthCheckResponse>[] watches =
            [.. Enumerable.Range(0, HealthService.MostWatchers).Select(_ => Client(channel).Watch(new HealthCheckRequest(), Bounded()))];
        foreach (AsyncServerStreamingCall<HealthCheckResponse> watch in watches) Assert.True(await watch.ResponseStream.MoveNext());

        using (AsyncServerStreamingCall<HealthCheckResponse> more = Client(channel).Watch(new HealthCheckRequest(), Bounded()))
        {
            var thrown = await Assert.ThrowsAsync<RpcException>(() => more.ResponseStream.MoveNext());
            Assert.Equal(StatusCode.ResourceExhausted, thrown.StatusCode);
        }

        foreach (AsyncServerStreamingCall<HealthCheckResponse> watch in watches) watch.Dispose();
        await AnswersAgainAsync(channel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("other")]
    public async Task Watch_WhoseCallerGoesBeforeItsTokenSaysSo_Ends(string service)
    {
        await using TestServer server = await TestServer.StartAsync(Share);

        await server.Health.Watch(new HealthCheckRequest { Service = service }, new GoneCaller<HealthCheckResponse>(), new SilentContext()).WaitAsync(Guard);
    }

    private static async Task AnswersAgainAsync(GrpcChannel channel)
    {
        // A place is free when the server has seen that its watcher has gone.
        using var guard = new CancellationTokenSource(Guard);
        while (true)
        {
            guard.Token.ThrowIfCancellationRequested();
            using AsyncServerStreamingCall<HealthCheckResponse> watch = Client(channel).Watch(new HealthCheckRequest(), Bounded());
            try
            {
                Assert.True(await watch.ResponseStream.MoveNext());
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                // Not yet.
            }
        }
    }

    private static async Task AnswersAsync(GrpcChannel channel, ServingStatus status)
    {
        using var guard = new CancellationTokenSource(Guard);
        while (await CheckAsync(channel) != status) guard.Token.ThrowIfCancellationRequested();
    }

    private static async Task<ServingStatus> CheckAsync(GrpcChannel channel, string service = "") =>
        (await Client(channel).CheckAsync(new HealthCheckRequest { Service = service }, Bounded())).Status;

    private static Wire.Health.Health.HealthClient Client(GrpcChannel channel) => new(channel);

    private static CallOptions Bounded() => new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Guard);

    private static void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>();
}
