using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Lifetime;

/// <summary>References that are given back, and sessions that end, while calls are under way.</summary>
public sealed class CallingTests : ConnectedTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    protected override void Share(ObjectServerBuilder server) => server.AddType<IResource, Resource>();

    [Fact]
    public async Task Release_WhileACallRuns_IsTakenInAndKeepsTheObjectUntilTheCallHasEnded()
    {
        IResource resource = await Client.CreateAsync<IResource>([_key]);
        Task holding = resource.HoldOnAsync(resource);
        await Resource.EnteredAsync(_key).WaitAsync(Guard);

        await Client.ReleaseAsync(resource).WaitAsync(Guard);
        SharedObjectInfo info = Assert.Single(await Client.ListAsync());
        int whileRunning = Resource.DisposalsOf(_key);
        Resource.Let(_key);

        await holding.WaitAsync(Guard);
        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        await Eventually.EqualAsync(0, () => Server.Objects.Count);
        Assert.Equal(0, whileRunning);

        // Its argument holds it for as long as the call takes, although its caller has let go.
        Assert.Equal(1, info.References);
    }

    [Fact]
    public async Task Release_WhileACallRuns_RefusesTheNextOneWithoutSendingIt()
    {
        IResource resource = await Client.CreateAsync<IResource>([_key]);
        using var cancel = new CancellationTokenSource();
        Task holding = resource.HoldAsync(cancel.Token);
        await Resource.EnteredAsync(_key).WaitAsync(Guard);

        await Client.ReleaseAsync(resource);
        long before = Client.Statistics.CallsSent;
        Assert.Throws<ObjectGoneException>(() => resource.Key);
        long after = Client.Statistics.CallsSent;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding.WaitAsync(Guard));
        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Release_WhileOthersBeginCalls_LetsEachRunOrSaysThatTheObjectHasGone()
    {
        for (int round = 0; round < 200; round++)
        {
            IResource resource = await Client.CreateAsync<IResource>([_key]);
            using var together = new System.Threading.Barrier(3);
            Task[] calling = [Task.Run(Call), Task.Run(Call)];
            together.SignalAndWait(Guard);

            await Client.ReleaseAsync(resource).WaitAsync(Guard);

            await Task.WhenAll(calling).WaitAsync(Guard);

            void Call()
            {
                together.SignalAndWait(Guard);
                try
                {
                    Assert.Equal(_key, resource.Key);
                }
                catch (ObjectGoneException)
                {
                    // The release was first.
                }
            }
        }

        await Eventually.EqualAsync(0, () => Server.Objects.Count);
        await Eventually.EqualAsync(200, () => Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task Argument_ReleasedByItsOnlyHolder_StaysUntilTheCallHasEnded()
    {
        await using ObjectClient holder = await Server.ConnectAsync();
        IResource theirs = await holder.CreateAsync<IResource>([_key]);
        IResource attached = Client.Attach<IResource>(holder.ReferenceOf(theirs));
        IResource hub = await Client.CreateAsync<IResource>([_key + "hub"]);
        Task holding = hub.HoldOnAsync(attached);
        await Resource.EnteredAsync(_key + "hub").WaitAsync(Guard);

        await holder.ReleaseAsync(theirs);
        string whileHeld = attached.Key;
        Resource.Let(_key + "hub");
        await holding.WaitAsync(Guard);

        Assert.Equal(_key, whileHeld);
        await Eventually.EqualAsync(1, () => Server.Objects.Count);
        Assert.Throws<ObjectGoneException>(() => attached.Key);
    }

    [Fact]
    public async Task Client_DisposedOfWhileACallRuns_CancelsItAndGivesAllBack()
    {
        ObjectClient other = await Server.ConnectAsync();
        IResource resource = await other.CreateAsync<IResource>([_key]);
        Task holding = resource.HoldAsync(CancellationToken.None);
        await Resource.EnteredAsync(_key).WaitAsync(Guard);

        await other.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => holding.WaitAsync(Guard));
        Assert.Throws<ServerUnavailableException>(() => resource.Key);
        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        await Eventually.EqualAsync(0, () => Server.Objects.Count);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task Client_DisposedOfWhileACallHeedsNothing_LeavesTheObjectToTheCall()
    {
        ObjectClient other = await Server.ConnectAsync();
        IResource resource = await other.CreateAsync<IResource>([_key]);
        Task holding = resource.HoldOnAsync(resource);
        await Resource.EnteredAsync(_key).WaitAsync(Guard);

        await other.DisposeAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => holding.WaitAsync(Guard));
        await Eventually.EqualAsync(1, () => Server.Sessions.Count);
        int whileRunning = Resource.DisposalsOf(_key);
        int shared = Server.Objects.Count;
        Resource.Let(_key);

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal((0, 1), (whileRunning, shared));
    }

    [Fact]
    public async Task Result_OfASynchronousCallThatCameTooLate_IsGivenBack()
    {
        var time = new ManualTimeProvider();
        await using ObjectClient hurried = await Server.ConnectAsync(new ObjectClientOptions { TimeProvider = time });
        IResource hub = await hurried.CreateAsync<IResource>([_key]);
        Task<IResource> opening = Task.Run(() => hub.OpenLate(_key + "late"));
        await Resource.EnteredAsync(_key).WaitAsync(Guard);

        time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<TimeoutException>(() => opening.WaitAsync(Guard));
        Resource.Let(_key);

        await BecomesGarbageAsync(_key + "late", time);
        Assert.Equal(1, Server.Objects.Count);
    }

    // Its proxy was made for nobody: the collector finds it, and the queue of releases is drained by the client's clock.
    private static async Task BecomesGarbageAsync(string key, ManualTimeProvider time)
    {
        Task disposed = Resource.DisposedAsync(key);
        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            time.Advance(TimeSpan.FromMilliseconds(250));
            return disposed.IsCompleted;
        });
    }
}
