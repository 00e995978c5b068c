using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Proxies.Disposing;

/// <summary>A service of one server that is told of every disposal.</summary>
public sealed class House
{
    private readonly Channel<string> _disposals = Channel.CreateUnbounded<string>();
    private int _count;

    /// <summary>How many disposals there were.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Disposed(string how)
    {
        Interlocked.Increment(ref _count);
        _disposals.Writer.TryWrite(how);
    }

    /// <summary>The next disposal.</summary>
    public Task<string> NextAsync(TimeSpan guard) => _disposals.Reader.ReadAsync().AsTask().WaitAsync(guard);
}
