namespace Grpc.Core;

/// <summary>A stream of messages to read, one reader at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> arrived at.</summary>
    T Current { get; }

    /// <summary>Goes on to the next message. Not to be called again before the task has completed.</summary>
    /// <param name="cancellationToken">Ends the wait, and with it the call.</param>
    /// <returns>True at a message, false at the end of the stream.</returns>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
