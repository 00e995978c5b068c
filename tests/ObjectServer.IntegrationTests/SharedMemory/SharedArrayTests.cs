using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Shared arrays from the client's side; one small subclass for each link, in place and by calls.</summary>
public abstract partial class SharedArrayTests(bool inPlace, bool unixSocket = false, bool socketLink = false) : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ICruncher, Cruncher>("cruncher"),
            options =>
            {
                options.MaxSegmentBytes = 64 * 1024 * 1024;
                options.MaxMemoryBytesPerSession = 96 * 1024 * 1024;
                options.MaxMemoryBytes = 128 * 1024 * 1024;
            },
            unixSocket,
            socketLink);
        _client = await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<ObjectClient> ConnectAsync() => _server.ConnectAsync(new ObjectClientOptions { MapSharedMemory = inPlace });

    private async Task<SharedArray<double>> NumbersAsync(int count, string? name = null)
    {
        SharedArray<double> numbers = await _client.CreateArrayAsync<double>([count], name);
        await using SharedBlock<double> block = await numbers.AcquireAsync(.., BlockAccess.Overwrite);
        for (int i = 0; i < count; i++) block.Span[i] = i;
        return numbers;
    }
}
