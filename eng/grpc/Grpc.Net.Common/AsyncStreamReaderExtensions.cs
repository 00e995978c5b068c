using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Reading by <c>await foreach</c>.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads all messages to come. Like the stream itself, for one reader, once.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="streamReader">The stream.</param>
    /// <param name="cancellationToken">Ends the reading, and with it the call.</param>
    /// <returns>The messages.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="streamReader"/> is null; thrown at once, not at the first message.
    /// </exception>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return Messages(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> Messages<T>(
        IAsyncStreamReader<T> reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await reader.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            yield return reader.Current;
        }
    }
}
