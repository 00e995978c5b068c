using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

/// <summary>The caller's token and the member's: one call's, from before it is sent until after it has ended.</summary>
public sealed class CancellationTests : ConnectedTests
{
    private readonly Patient _patient = new();

    public static TheoryData<Waiting> Waitings() => new(Enum.GetValues<Waiting>());

    protected override void Share(ObjectServerBuilder server) =>
        server.AddObject<IPatient>("patient", _patient, ObjectConcurrency.Concurrent);

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Token_CancelledWhileTheMemberRuns_CancelsTheMembers(Waiting waiting)
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        Task call = waiting.Start(patient, cancel.Token);
        await _patient.BegunAsync(Guard);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        await _patient.CancelledAsync(Guard);
    }

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Token_CancelledBefore_SendsNothing(Waiting waiting)
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        var cancelled = new CancellationToken(canceled: true);
        ClientStatistics before = Client.Statistics;

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Start(patient, cancelled).WaitAsync(Guard));

        Assert.Equal(cancelled, thrown.CancellationToken);
        Assert.Equal(before, Client.Statistics);
        Assert.Equal(0, _patient.Calls);
    }

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Token_CancelledAfterTheEnd_DoesNothing(Waiting waiting)
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        _patient.Released.SetResult();
        await waiting.Start(patient, cancel.Token).WaitAsync(Guard);
        ClientStatistics before = Client.Statistics;

        await cancel.CancelAsync();

        Assert.Equal(before, Client.Statistics);
        Assert.Equal("answer", await patient.WaitForAsync(CancellationToken.None, "answer"));
    }

    [Fact]
    public async Task Token_CancelledBeforeARequest_SendsNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        ClientStatistics before = Client.Statistics;

        Task[] requests =
        [
            Client.GetAsync<IPatient>("patient", cancelled),
            Client.CreateAsync<IPatient>(cancel: cancelled),
            Client.GetOrCreateAsync<IPatient>("patient", cancel: cancelled),
            Client.DeleteAsync("patient", cancelled),
            Client.ListAsync(cancel: cancelled),
        ];

        foreach (Task request in requests)
        {
            var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(Guard));
            Assert.Equal(cancelled, thrown.CancellationToken);
        }

        Assert.Equal(before, Client.Statistics);
    }

    [Theory]
    [MemberData(nameof(Waitings))]
    public async Task Token_CancelledWhileTheCallWaitsForAPlace_SendsNothing(Waiting waiting)
    {
        var patientOfOne = new Patient();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddObject<IPatient>("patient", patientOfOne, ObjectConcurrency.Concurrent),
            options => options.MaxCallsPerSession = 1);
        await using ObjectClient client = await server.ConnectAsync();
        IPatient patient = await client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        Task first = patient.WaitAsync();
        await patientOfOne.BegunAsync(Guard);
        ClientStatistics before = client.Statistics;

        Task second = waiting.Start(patient, cancel.Token);
        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Equal(before, client.Statistics);
        patientOfOne.Released.SetResult();
        await first.WaitAsync(Guard);
        Assert.Equal("answer", await patient.WaitForAsync(CancellationToken.None, "answer").WaitAsync(Guard));
    }

    [Fact]
    public async Task Token_OfSeveralCalls_CancelsThemAll()
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        Task[] calls = [.. Enum.GetValues<Waiting>().Select(waiting => waiting.Start(patient, cancel.Token))];
        foreach (Task _ in calls) await _patient.BegunAsync(Guard);

        await cancel.CancelAsync();

        foreach (Task call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
    }

    [Fact]
    public async Task Token_OfOneCall_LeavesOthersAlone()
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        Task<string> kept = patient.WaitForAsync(CancellationToken.None, "answer");
        await _patient.BegunAsync(Guard);
        Task call = patient.WaitAsync(cancel.Token);
        await _patient.BegunAsync(Guard);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        _patient.Released.SetResult();

        Assert.Equal("answer", await kept.WaitAsync(Guard));
    }

    [Fact]
    public async Task Member_ThatFinishesInSpiteOfItsToken_GivesItsResult()
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();
        Task<string> call = patient.FinishAllTheSameAsync(cancel.Token);
        await _patient.BegunAsync(Guard);

        await cancel.CancelAsync();
        await _patient.CancelledAsync(Guard);
        _patient.Released.SetResult();

        Assert.Equal("finished, cancelled: True", await call.WaitAsync(Guard));
    }

    [Fact]
    public async Task Member_ThatGivesUpByItself_IsNotTakenForTheCallersCancellation()
    {
        IPatient patient = await Client.GetAsync<IPatient>("patient");
        using var cancel = new CancellationTokenSource();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => patient.GiveUpAsync(cancel.Token).WaitAsync(Guard));

        Assert.Equal("of its own accord", thrown.Message);
        Assert.NotEqual(cancel.Token, thrown.CancellationToken);
        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
    }

    [Fact]
    public async Task Token_ThatWasNotGiven_IsCancelledWhenTheSessionEnds()
    {
        ObjectClient other = await Server.ConnectAsync();
        IPatient patient = await other.GetAsync<IPatient>("patient");
        Task call = patient.WaitAsync();
        await _patient.BegunAsync(Guard);

        await other.DisposeAsync();

        await _patient.CancelledAsync(Guard);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => call.WaitAsync(Guard));
    }
}
