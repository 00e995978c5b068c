using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Locks;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <summary>Locks of shared arrays; one small subclass for each link, in place and by calls. The server's clock stands still unless a test moves it.</summary>
public abstract partial class SharedLockTests(bool inPlace, bool unixSocket = false, bool socketLink = false) : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _clock = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private SharedArray<long> _array = null!;

    /// <summary>Who has the lock, and who waits.</summary>
    private FairReaderWriterLock Lock => Assert.Single(_server.Memory.Segments).Lock!.Core;

    private int Holds => _server.Sessions.All.Sum(static session => session.Holds.Count);

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ILodger, Lodger>("lodger"),
            options => (options.SessionGrace, options.HeartbeatInterval, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1), Grace),
            unixSocket,
            socketLink,
            services => services.AddSingleton<TimeProvider>(_clock));
        _client = await ConnectAsync();
        _array = await _client.CreateArrayAsync<long>([1000], "numbers");
    }

    /// <summary>Nothing of any lock is left.</summary>
    public async Task DisposeAsync()
    {
        if (_server.Memory.Segments.SingleOrDefault()?.Lock?.Core is { } used)
        {
            await Eventually.EqualAsync((0, 0), () => (used.Holders, used.Waiting));
            await Eventually.EqualAsync(0, () => Holds);
        }

        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<ObjectClient> ConnectAsync(string? address = null) =>
        ObjectClient.ConnectAsync(address ?? _server.Address, new ObjectClientOptions { MapSharedMemory = inPlace });

    private async Task<(ObjectClient Client, SharedArray<long> Array)> JoinAsync(string? address = null)
    {
        ObjectClient client = await ConnectAsync(address);
        return (client, await client.GetArrayAsync<long>("numbers"));
    }

    /// <summary>Takes the lock, and writes something of which nobody knows yet.</summary>
    private static async Task<(LockedArray<long> Held, SharedBlock<long> Block)> HoldAsync(SharedArray<long> array, long value)
    {
        LockedArray<long> held = await array.LockAsync();
        SharedBlock<long> block = await held.AcquireAsync(..10);
        block.Span.Fill(value);
        return (held, block);
    }

    private async Task<Task<LockedArray<long>>> QueueAsync(SharedArray<long> array, BlockAccess access = BlockAccess.ReadWrite, CancellationToken cancel = default)
    {
        int waiting = Lock.Waiting;
        Task<LockedArray<long>> locking = array.LockAsync(access, cancel);
        await Eventually.EqualAsync(waiting + 1, () => Lock.Waiting);
        Assert.False(locking.IsCompleted);
        return locking;
    }

    /// <summary>Takes the link of the one client behind a proxy away, until the server has seen it.</summary>
    private async Task BreakAsync(FaultyProxy proxy)
    {
        proxy.Refuse();
        await Eventually.SoAsync(() => _server.Sessions.All.Count(static session => !session.IsLinked) == 1);

        // The server counts from the moment in which it is through with the link.
        int sessions = _server.Sessions.Count;
        await Eventually.SoAsync(() => _server.Sessions.All.Count(static session => session.AwaitsClient) == 1);
        Assert.Equal(sessions, _server.Sessions.Count);
    }

    /// <summary>Lets the client back, until both sides are through with it: a first attempt may still break.</summary>
    private async Task AdmitAsync(FaultyProxy proxy, ObjectClient client)
    {
        long before = client.Statistics.Reconnects;
        proxy.Admit();
        await Eventually.SoAsync(() => client.Statistics.Reconnects > before);
        await Eventually.SoAsync(() => _server.Sessions.All.All(static session => session.IsLinked));
    }
}
