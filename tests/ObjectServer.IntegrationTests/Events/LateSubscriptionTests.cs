using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Events;

/// <summary>Handlers that are being added when their client goes.</summary>
public sealed class LateSubscriptionTests : ConnectedTests
{
    private readonly Door _door = new();

    [Fact]
    public async Task Handler_ThatIsAddedWhileItsSessionEnds_IsTakenAway()
    {
        ObjectClient other = await Server.ConnectAsync();
        IDoor far = await other.GetAsync<IDoor>("door");
        Task adding = Task.Factory.StartNew(() => far.Opened += Nothing, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await _door.Asked.Task.WaitAsync(Guard);

        await other.DisposeAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => adding.WaitAsync(Guard));
        await Eventually.EqualAsync(1, () => Server.Sessions.Count);
        _door.Admitted.SetResult();

        await _door.Added.Task.WaitAsync(Guard);
        await Eventually.EqualAsync(0, () => _door.Handlers);
    }

    [Fact]
    public async Task Handler_TakenAwayBeforeItIsAdded_GoesWithItsSession()
    {
        ObjectClient other = await Server.ConnectAsync();
        IDoor far = await other.GetAsync<IDoor>("door");
        Task adding = Task.Factory.StartNew(() => far.Opened += Nothing, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await _door.Asked.Task.WaitAsync(Guard);

        far.Opened -= Nothing;
        _door.Admitted.SetResult();
        await adding.WaitAsync(Guard);
        Assert.Equal(1, _door.Handlers);
        await other.DisposeAsync();

        await Eventually.EqualAsync(0, () => _door.Handlers);
    }

    protected override void Share(ObjectServerBuilder server) => server.AddObject<IDoor>("door", _door);

    private static void Nothing()
    {
    }
}
