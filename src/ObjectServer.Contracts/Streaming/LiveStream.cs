using System.Buffers;

namespace ObjectServer.Streaming;

/// <summary>
/// A stream of this side as an object that the other side uses. One that can seek is used by one call at a time; of another one reading
/// and writing may overlap, as those of a connection do.
/// </summary>
[SharedObject("stream", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class LiveStream : IStreamSource, IEndsUnreferenced, IEquatable<LiveStream>
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly SemaphoreSlim _writing;
    private readonly bool _handedOver;

    /// <param name="stream">The stream.</param>
    /// <param name="handedOver">Nobody here keeps it: it is disposed of when the other side has let go of it.</param>
    public LiveStream(Stream stream, bool handedOver)
    {
        Stream = stream;
        _handedOver = handedOver;
        _writing = stream.CanSeek ? _reading : new SemaphoreSlim(1, 1);
    }

    /// <summary>The stream itself.</summary>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public long Length => Stream.Length;

    /// <inheritdoc/>
    public byte[] Read(long position, int count)
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_reading);
        byte[] buffer = Rent(count);
        try
        {
            GoTo(position);
            return buffer.AsSpan(0, Stream.Read(buffer, 0, Bounded(count))).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadAsync(long position, int count, CancellationToken cancel)
    {
        using SemaphoreTurn turn = await SemaphoreTurn.TakeAsync(_reading, cancel).ConfigureAwait(false);
        byte[] buffer = Rent(count);
        try
        {
            GoTo(position);
            int read = await Stream.ReadAsync(buffer.AsMemory(0, Bounded(count)), cancel).ConfigureAwait(false);
            return buffer.AsSpan(0, read).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Write(long position, ReadOnlyMemory<byte> bytes)
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_writing);
        GoTo(position);
        Stream.Write(bytes.Span);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        using SemaphoreTurn turn = await SemaphoreTurn.TakeAsync(_writing, cancel).ConfigureAwait(false);
        GoTo(position);
        await Stream.WriteAsync(bytes, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_writing);
        Stream.Flush();
    }

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancel)
    {
        using SemaphoreTurn turn = await SemaphoreTurn.TakeAsync(_writing, cancel).ConfigureAwait(false);
        await Stream.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void SetLength(long length)
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_writing);
        Stream.SetLength(length);
    }

    /// <inheritdoc/>
    public void Close() => Stream.Dispose();

    /// <inheritdoc/>
    public Task CloseAsync() => Stream.DisposeAsync().AsTask();

    /// <inheritdoc/>
    public void End()
    {
        if (_handedOver) _ = Task.Run(Stream.Dispose);
    }

    /// <inheritdoc/>
    public bool Equals(LiveStream? other) => other is not null && ReferenceEquals(other.Stream, Stream);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LiveStream);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Stream);

    private static int Bounded(int count) => Math.Clamp(count, 0, StreamHandle.PieceBytes);

    private static byte[] Rent(int count) => ArrayPool<byte>.Shared.Rent(Math.Max(Bounded(count), 1));

    private void GoTo(long position)
    {
        if (position >= 0) Stream.Position = position;
    }
}
