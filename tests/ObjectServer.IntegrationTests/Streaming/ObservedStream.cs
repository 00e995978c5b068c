namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>A stream that says whether it has been disposed of, and that can be kept from seeking.</summary>
public sealed class ObservedStream(Stream inner, bool canSeek = true) : Stream
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has been disposed of.</summary>
    public Task Disposed => _disposed.Task;

    public Stream Inner => inner;

    /// <summary>How many bytes have been read.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => canSeek && inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => canSeek ? inner.Position : throw new NotSupportedException();
        set => inner.Position = canSeek ? value : throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        BytesRead += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    protected override void Dispose(bool disposing)
    {
        _disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
