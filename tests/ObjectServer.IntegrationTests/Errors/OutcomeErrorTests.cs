using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Cancelling;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>Calls that end without an answer of their member: what their caller knows of them.</summary>
public sealed class OutcomeErrorTests : ConnectedTests
{
    private readonly Patient _patient = new();

    public static TheoryData<Waiting> Waitings() => new(Enum.GetValues<Waiting>());

    protected override void Share(ObjectServerBuilder server) =>
        server.AddObject<IPatient>("patient", _patient, ObjectConcurrency.Concurrent);

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Call_BeyondTheDefaultLimit_TimesOutAndIsCancelled(Waiting waiting)
    {
        var time = new ManualTimeProvider();
        await using ObjectClient client = await Server.ConnectAsync(
            new ObjectClientOptions { TimeProvider = time, DefaultTimeout = TimeSpan.FromMinutes(3) });
        IPatient patient = await client.GetAsync<IPatient>("patient");
        Task call = waiting.Start(patient, CancellationToken.None);
        await _patient.BegunAsync(Guard);

        time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        bool early = call.IsCompleted;
        time.Advance(TimeSpan.FromTicks(1));

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.False(early);
        Assert.Contains("Wait", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("00:03:00", thrown.Message, StringComparison.Ordinal);
        await _patient.CancelledAsync(Guard);
    }

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Call_UnderWayWhenItsClientEnds_HasAnUnknownOutcome(Waiting waiting)
    {
        ObjectClient other = await Server.ConnectAsync();
        IPatient patient = await other.GetAsync<IPatient>("patient");
        Task call = waiting.Start(patient, CancellationToken.None);
        await _patient.BegunAsync(Guard);

        await other.DisposeAsync();

        var thrown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => call.WaitAsync(Guard));
        Assert.Contains(Server.Address, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Call_AfterItsClientHasEnded_DidNotRun(Waiting waiting)
    {
        ObjectClient other = await Server.ConnectAsync();
        IPatient patient = await other.GetAsync<IPatient>("patient");
        await other.DisposeAsync();

        await Assert.ThrowsAsync<ServerUnavailableException>(() => waiting.Start(patient, CancellationToken.None).WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => other.GetAsync<IPatient>("patient"));

        Assert.Equal(0, _patient.Calls);
    }

    [Fact]
    public async Task Server_ShuttingDown_TakesNothingNewAndLetsCallsEnd()
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        Task<string> running = patient.WaitForAsync(CancellationToken.None, "answer");
        await _patient.BegunAsync(Guard);

        Task stopping = Server.StopAsync();
        Assert.True(SpinWait.SpinUntil(() => Server.IsDraining, Guard));
        var call = await Assert.ThrowsAsync<ServerUnavailableException>(() => patient.WaitAsync().WaitAsync(Guard));
        var request = await Assert.ThrowsAsync<ServerUnavailableException>(() => Client.GetAsync<IPatient>("patient").WaitAsync(Guard));
        _patient.Released.SetResult();

        Assert.Equal("answer", await running.WaitAsync(Guard));
        Assert.Contains("draining", call.Message, StringComparison.Ordinal);
        Assert.Contains("draining", request.Message, StringComparison.Ordinal);
        Assert.Equal(1, _patient.Calls);
        await stopping.WaitAsync(Guard);
    }
}
