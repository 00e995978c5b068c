using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Lifetime;

public sealed class LifetimeTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly string _key = Guid.NewGuid().ToString();
    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<IResource, Resource>());
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task UnnamedObject_Released_IsDisposedOfOnce()
    {
        IResource resource = await _client.CreateAsync<IResource>([_key]);

        await _client.ReleaseAsync(resource);
        await _client.ReleaseAsync(resource);

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(1, Resource.DisposalsOf(_key));
        Assert.Empty(await _client.ListAsync());
    }

    [Fact]
    public async Task UnnamedObject_ProxyDisposed_IsDisposedOf()
    {
        IResource resource = await _client.CreateAsync<IResource>([_key]);

        await ((IAsyncDisposable)resource).DisposeAsync();

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Throws<ObjectGoneException>(() => resource.Key);
    }

    [Fact]
    public async Task UnnamedObject_ProxyCollected_IsDisposedOf()
    {
        await CreateAndDropAsync();
        Task disposed = Resource.DisposedAsync(_key);

        while (!disposed.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.WhenAny(disposed, _client.ListAsync()).WaitAsync(Guard);
        }

        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task UnnamedObject_SessionEnded_IsDisposedOf()
    {
        ObjectClient other = await _server.ConnectAsync();
        await other.CreateAsync<IResource>([_key]);

        await other.DisposeAsync();

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task UnnamedObject_HeldByAnotherSession_LivesOn()
    {
        IResource hub = await _client.CreateAsync<IResource>(["hub"], new CreateOptions { Name = "hub" });
        ObjectClient other = await _server.ConnectAsync();
        IResource theirs = await other.CreateAsync<IResource>([_key]);
        IResource mine = _client.Attach<IResource>(other.ReferenceOf(theirs));
        Assert.Equal(_key, mine.Key);

        hub.Keep(mine);
        await other.DisposeAsync();

        Assert.Equal(0, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task NamedObject_ItsClientGone_StaysUntilDeleted()
    {
        ObjectClient other = await _server.ConnectAsync();
        await other.CreateAsync<IResource>([_key], new CreateOptions { Name = "kept" });
        await other.DisposeAsync();

        IResource found = await _client.GetAsync<IResource>("kept");
        Assert.Equal(_key, found.Key);
        await _client.DeleteAsync("kept");

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Throws<ObjectGoneException>(() => found.Key);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => _client.GetAsync<IResource>("kept"));
    }

    [Fact]
    public async Task Object_DeletedWhileACallRuns_IsDisposedOfAfterTheCall()
    {
        IResource resource = await _client.CreateAsync<IResource>([_key], new CreateOptions { Name = "busy" });
        using var cancel = new CancellationTokenSource();
        Task holding = resource.HoldAsync(cancel.Token);

        await _client.DeleteAsync("busy");
        int whileRunning = Resource.DisposalsOf(_key);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding.WaitAsync(Guard));
        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(0, whileRunning);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task ObjectKeptByAnother_Released_IsDisposedOfWhenNothingKeepsIt()
    {
        IResource hub = await _client.CreateAsync<IResource>(["hub"]);
        IResource kept = await _client.CreateAsync<IResource>([_key]);
        hub.Keep(kept);

        await _client.ReleaseAsync(kept);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int whileKept = Resource.DisposalsOf(_key);
        hub.DropKept();

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(0, whileKept);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task ReturnedObject_Released_IsGoneAndDisposedOf()
    {
        IResource hub = await _client.CreateAsync<IResource>(["hub"]);
        IResource opened = hub.Open(_key);

        await _client.ReleaseAsync(opened);

        Assert.Single(await _client.ListAsync());
        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [Fact]
    public async Task ManyObjects_CreatedAndReleased_LeaveNothing()
    {
        for (int round = 0; round < 5; round++)
        {
            IResource[] all = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => _client.CreateAsync<IResource>(["many"])));
            await Task.WhenAll(all.Select(resource => _client.ReleaseAsync(resource)));
        }

        Assert.Equal(0, _server.Objects.Count);
    }

    [Fact]
    public async Task Server_Stopped_DisposesOfWhatItMade()
    {
        TestServer server = await TestServer.StartAsync(builder => builder.AddType<IResource, Resource>());
        ObjectClient client = await server.ConnectAsync();
        await client.CreateAsync<IResource>([_key], new CreateOptions { Name = "named" });

        await client.DisposeAsync();
        await server.DisposeAsync();

        await Resource.DisposedAsync(_key).WaitAsync(Guard);
        Assert.Equal(1, Resource.DisposalsOf(_key));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task CreateAndDropAsync()
    {
        IResource resource = await _client.CreateAsync<IResource>([_key]);
        Assert.Equal(_key, resource.Key);
    }
}
