using System.Threading.Channels;
using Grpc.Core;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>A caller who does something as soon as he is told the first time, before the service knows that he was.</summary>
/// <param name="onFirst">What he does.</param>
internal sealed class StirringCaller<T>(Action onFirst) : IServerStreamWriter<T>
{
    private readonly Channel<T> _told = Channel.CreateUnbounded<T>();
    private Action? _onFirst = onFirst;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message)
    {
        _told.Writer.TryWrite(message);
        Interlocked.Exchange(ref _onFirst, null)?.Invoke();
        return Task.CompletedTask;
    }

    public Task WriteAsync(T message, CancellationToken cancellationToken) => WriteAsync(message);

    /// <summary>What he was told next.</summary>
    public Task<T> NextAsync() => _told.Reader.ReadAsync().AsTask();
}
