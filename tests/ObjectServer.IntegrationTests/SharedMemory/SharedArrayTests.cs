namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Shared arrays from the client's side; one small subclass for each link, in place and by calls.</summary>
public abstract partial class SharedArrayTests(bool inPlace, bool unixSocket = false, bool socketLink = false) : SharedMemoryTests(inPlace, unixSocket, socketLink)
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ICruncher, Cruncher>("cruncher");

    protected override void Configure(ObjectServerOptions options)
    {
        options.MaxSegmentBytes = 64 * 1024 * 1024;
        options.MaxMemoryBytesPerSession = 96 * 1024 * 1024;
        options.MaxMemoryBytes = 128 * 1024 * 1024;
    }

    private async Task<SharedArray<double>> NumbersAsync(int count, string? name = null)
    {
        SharedArray<double> numbers = await Client.CreateArrayAsync<double>([count], name);
        await using SharedBlock<double> block = await numbers.AcquireAsync(.., BlockAccess.Overwrite);
        for (int i = 0; i < count; i++) block.Span[i] = i;
        return numbers;
    }
}
