using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages. Safe for concurrent use: each message gets a stream of its own.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name on the wire, in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>Makes a stream that compresses what is written to it.</summary>
    /// <param name="stream">Where the compressed bytes go. Stays open when the compressing stream is closed.</param>
    /// <param name="compressionLevel">How hard to try; null for the provider's default.</param>
    /// <returns>The compressing stream.</returns>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Makes a stream to read decompressed bytes from.</summary>
    /// <param name="stream">Where the compressed bytes come from.</param>
    /// <returns>The decompressing stream.</returns>
    Stream CreateDecompressionStream(Stream stream);
}
