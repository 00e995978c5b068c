namespace Grpc.Core;

/// <summary>The stream of requests as the client writes it.</summary>
/// <typeparam name="T">The request message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream of requests; responses may go on coming. Nothing can be written afterwards.</summary>
    /// <returns>Completes when the end has been handed to the transport.</returns>
    Task CompleteAsync();
}
