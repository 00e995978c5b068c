using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

/// <summary>A lane that keeps what is written, and takes each message only when it is let. One at a time, which it demands.</summary>
internal sealed class RecordingLane : ILane
{
    private readonly List<byte[]> _messages = [];
    private readonly SemaphoreSlim _lets = new(0);
    private volatile Exception? _broken;
    private int _writing;

    /// <summary>The messages written so far.</summary>
    public IReadOnlyList<byte[]> Messages
    {
        get
        {
            lock (_messages) return [.. _messages];
        }
    }

    /// <summary>Lets messages through.</summary>
    public void Let(int messages) => _lets.Release(messages);

    /// <summary>The next message fails.</summary>
    public void Break()
    {
        _broken = new IOException("broken");
        Let(1);
    }

    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        Assert.Equal(1, Interlocked.Increment(ref _writing));
        try
        {
            await _lets.WaitAsync(cancel);
            if (_broken is not null) throw _broken;
            lock (_messages) _messages.Add(message.Span.ToArray());
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => throw new NotSupportedException();

    public void EndHandshake()
    {
    }

    public ValueTask DisposeAsync()
    {
        _lets.Dispose();
        return ValueTask.CompletedTask;
    }
}
