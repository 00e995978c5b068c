using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Compresses messages as HTTP's "deflate" does: deflate within a zlib frame (RFC 1950), not the bare bytes.</summary>
public sealed class DeflateCompressionProvider : ICompressionProvider
{
    private readonly CompressionLevel _defaultCompressionLevel;

    /// <summary>Makes a provider.</summary>
    /// <param name="defaultCompressionLevel">How hard to try where a message does not say.</param>
    public DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) => _defaultCompressionLevel = defaultCompressionLevel;

    /// <inheritdoc />
    public string EncodingName => "deflate";

    /// <inheritdoc />
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZLibStream(stream, compressionLevel ?? _defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc />
    public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress);
}
