using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Locks;
using ObjectServer.Testing;
using ObjectServer.Types.Locks;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>Tests of objects by which clients wait for each other: two clients, and a server whose clock stands still unless a test moves it.</summary>
public abstract class WaitTests : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    protected static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private TestServer? _server;
    private ObjectClient? _client;
    private ObjectClient? _other;

    private protected ManualTimeProvider Clock { get; } = new();

    private protected TestServer Server => _server!;

    protected ObjectClient Client => _client!;

    protected ObjectClient Other => _other!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            Share,
            options => (options.SessionGrace, options.HeartbeatInterval, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1), Grace),
            services: services => services.AddSingleton<TimeProvider>(Clock));
        _client = await Server.ConnectAsync();
        _other = await Server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Other.DisposeAsync();
        await Eventually.EqualAsync(0, () => Server.Sessions.Count);
        Assert.All(Server.Objects.All.Select(one => one.Instance).OfType<FencedObject>().Where(one => one.Core.IsOwned), one => Assert.Equal((0, 0), (one.Core.Holders, one.Core.Waiting)));
        await Server.DisposeAsync();
    }

    protected virtual void Share(ObjectServerBuilder server)
    {
    }

    /// <summary>Who has a lock, and who waits.</summary>
    private protected FairPermits CoreOf(object proxy) => ((FencedObject)Server.Objects.Find(Client.ReferenceOf(proxy).ObjectId)!.Instance).Core;

    /// <summary>Begins something that waits for a lock, and returns when it does.</summary>
    private protected static async Task<Task<T>> QueueAsync<T>(FairPermits core, Func<Task<T>> begin)
    {
        int waiting = core.Waiting;
        Task<T> begun = begin();
        await Eventually.EqualAsync(waiting + 1, () => core.Waiting);
        Assert.False(begun.IsCompleted);
        return begun;
    }
}
