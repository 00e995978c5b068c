using System.Net;

namespace ObjectServer.Benchmarks.Rivals.BareHttp;

/// <summary>A body that is one piece again and again, until it has so many bytes.</summary>
/// <param name="piece">What is sent.</param>
/// <param name="count">How many bytes the body has.</param>
internal sealed class RepeatedContent(byte[] piece, long count) : HttpContent
{
    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (long left = count; left > 0; left -= piece.Length)
            await stream.WriteAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, left))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = count;
        return true;
    }
}
