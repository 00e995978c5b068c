namespace Grpc.Core;

/// <summary>Reading without a token.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Goes on to the next message, however long that takes.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="streamReader">The stream.</param>
    /// <returns>True at a message, false at the end of the stream.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="streamReader"/> is null.</exception>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }
}
