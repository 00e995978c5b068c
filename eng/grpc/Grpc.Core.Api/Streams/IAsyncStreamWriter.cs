namespace Grpc.Core;

/// <summary>A stream of messages to write, one writer at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null for the defaults of the call.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. Not to be called again before the task has completed.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Completes when the transport has taken the message over, which is not when the peer has it.</returns>
    Task WriteAsync(T message);

    /// <summary>Writes a message, or gives up.</summary>
    /// <remarks>
    /// The interface itself answers for writers that know nothing of cancellation: they serve a token that can never be cancelled and
    /// refuse any other. It must, for the real client has such a writer, whose type would otherwise not load.
    /// </remarks>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the write, and with it the call.</param>
    /// <returns>Completes when the transport has taken the message over.</returns>
    /// <exception cref="NotSupportedException">The token can be cancelled, and this writer cannot.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        return cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This stream writer cannot be cancelled; write without a token.")
            : WriteAsync(message);
    }
}
