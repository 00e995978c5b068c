namespace ObjectServer.Streaming;

/// <summary>
/// A stream of the other side. It buffers nothing: each read and write is one call, or one for each MiB, and no byte is taken that nobody
/// has asked for. One that can seek has a position of its own, which no other holder of the same stream moves. Disposing of it disposes of
/// the stream itself. Used as every stream: one operation at a time, but for reading and writing of one that cannot seek.
/// </summary>
/// <param name="handle">What has arrived of it.</param>
internal sealed class RemoteStream(StreamHandle handle) : Stream, IRemoteValue
{
    private readonly IStreamSource _source = handle.Source;
    private long _position = handle.Position;
    private bool _disposed;

    /// <summary>What has arrived of it.</summary>
    public StreamHandle Handle => handle with { Position = _position };

    /// <inheritdoc/>
    public object With(Func<object, object> replace) => new RemoteStream(handle with { Source = (IStreamSource)replace(_source) });

    /// <inheritdoc/>
    public override bool CanRead => !_disposed && handle.CanRead;

    /// <inheritdoc/>
    public override bool CanWrite => !_disposed && handle.CanWrite;

    /// <inheritdoc/>
    public override bool CanSeek => !_disposed && handle.CanSeek;

    /// <summary>The length in bytes, as it is now: each read of it is a call.</summary>
    public override long Length
    {
        get
        {
            Demand(handle.CanSeek, "has no length");
            return _source.Length;
        }
    }

    /// <inheritdoc/>
    public override long Position
    {
        get
        {
            Demand(handle.CanSeek, "has no position");
            return _position;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Demand(handle.CanSeek, "has no position");
            _position = value;
        }
    }

    private long Here => handle.CanSeek ? _position : -1;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        Demand(handle.CanRead, "cannot be read");
        if (buffer.IsEmpty) return 0;
        byte[] read = _source.Read(Here, Math.Min(buffer.Length, StreamHandle.PieceBytes));
        read.CopyTo(buffer);
        _position += read.Length;
        return read.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Demand(handle.CanRead, "cannot be read");
        if (buffer.IsEmpty) return 0;
        byte[] read = await _source.ReadAsync(Here, Math.Min(buffer.Length, StreamHandle.PieceBytes), cancellationToken).ConfigureAwait(false);
        read.CopyTo(buffer);
        _position += read.Length;
        return read.Length;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Copies the rest of the stream. It is read to its end, so that the next piece is on its way while one is written.</summary>
    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        Demand(handle.CanRead, "cannot be read");
        Task<byte[]> next = _source.ReadAsync(Here, StreamHandle.PieceBytes, cancellationToken);
        while (await next.ConfigureAwait(false) is { Length: > 0 } piece)
        {
            _position += piece.Length;
            next = _source.ReadAsync(Here, StreamHandle.PieceBytes, cancellationToken);
            try
            {
                await destination.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // What was read ahead is lost with the copy; so is why it could not be read.
                _ = next.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Demand(handle.CanWrite, "cannot be written");
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, StreamHandle.PieceBytes);
            _source.Write(Here, buffer[..count].ToArray());
            _position += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Demand(handle.CanWrite, "cannot be written");
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, StreamHandle.PieceBytes);
            await _source.WriteAsync(Here, buffer[..count], cancellationToken).ConfigureAwait(false);
            _position += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (handle.CanWrite) _source.Flush();
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return handle.CanWrite ? _source.FlushAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "There is no such origin."),
    };

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        Demand(handle is { CanSeek: true, CanWrite: true }, "cannot be given a length");
        _source.SetLength(value);
        _position = Math.Min(_position, value);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            await _source.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOver(e))
        {
            // It ended with its session.
        }

        if (_source is IAsyncDisposable proxy) await proxy.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing || _disposed) return;
        _disposed = true;
        try
        {
            _source.Close();
        }
        catch (Exception e) when (IsOver(e))
        {
            // It ended with its session.
        }

        // Giving the proxy back does not wait.
        if (_source is IAsyncDisposable proxy) _ = proxy.DisposeAsync().AsTask();
        base.Dispose(disposing);
    }

    private static bool IsOver(Exception e) => e is ServerUnavailableException or OutcomeUnknownException or ObjectGoneException;

    private void Demand(bool can, string what)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!can) throw new NotSupportedException($"This stream of another process {what}.");
    }
}
