namespace ObjectServer.Streaming;

/// <summary>What a <see cref="Stream"/> travels as: an object that is read and written from elsewhere, in pieces. Calls may overlap.</summary>
[SharedContract]
internal interface IStreamSource
{
    /// <summary>The stream's length, in bytes.</summary>
    [SharedMember(ReadOnly = true)]
    long Length { get; }

    /// <summary>Reads what is there, and waits for at least one byte; nothing at the end of the stream.</summary>
    /// <param name="position">Where to begin, in bytes from the start; -1 for where the stream is, which one that cannot seek demands.</param>
    /// <param name="count">The most bytes to read; more than <see cref="StreamHandle.PieceBytes"/> are that many.</param>
    byte[] Read(long position, int count);

    /// <inheritdoc cref="Read"/>
    /// <param name="position">Where to begin; see <see cref="Read"/>.</param>
    /// <param name="count">The most bytes to read; see <see cref="Read"/>.</param>
    /// <param name="cancel">Gives the reading up.</param>
    Task<byte[]> ReadAsync(long position, int count, CancellationToken cancel);

    /// <summary>Writes all of the bytes.</summary>
    /// <param name="position">Where to begin; see <see cref="Read"/>.</param>
    /// <param name="bytes">What to write.</param>
    void Write(long position, ReadOnlyMemory<byte> bytes);

    /// <inheritdoc cref="Write"/>
    /// <param name="position">Where to begin; see <see cref="Read"/>.</param>
    /// <param name="bytes">What to write.</param>
    /// <param name="cancel">Gives the writing up.</param>
    Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>Hands on what the stream buffers.</summary>
    void Flush();

    /// <inheritdoc cref="Flush"/>
    Task FlushAsync(CancellationToken cancel);

    /// <summary>Makes the stream so long.</summary>
    void SetLength(long length);

    /// <summary>Disposes of the stream.</summary>
    void Close();

    /// <inheritdoc cref="Close"/>
    Task CloseAsync();
}
