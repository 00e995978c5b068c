namespace Grpc.Core;

/// <summary>A call of one request and a stream of responses.</summary>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class AsyncServerStreamingCall<TResponse> : IDisposable
{
    private readonly CallCallbacks _callbacks;

    /// <summary>Makes a call of plain functions, as interceptors and tests do.</summary>
    /// <param name="responseStream">The responses to read.</param>
    /// <param name="responseHeadersAsync">The response headers to come.</param>
    /// <param name="getStatusFunc">Gives the status of the ended call.</param>
    /// <param name="getTrailersFunc">Gives the trailers of the ended call.</param>
    /// <param name="disposeAction">Abandons the call.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ResponseStream = responseStream;
        _callbacks = CallCallbacks.Of(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>Makes a call of functions over a common state, as transports do to save closures.</summary>
    /// <param name="responseStream">The responses to read.</param>
    /// <param name="responseHeadersAsync">Gives the response headers to come.</param>
    /// <param name="getStatusFunc">Gives the status of the ended call.</param>
    /// <param name="getTrailersFunc">Gives the trailers of the ended call.</param>
    /// <param name="disposeAction">Abandons the call.</param>
    /// <param name="state">What the functions are called with.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ResponseStream = responseStream;
        _callbacks = new(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>The responses to read.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream { get; }

    /// <summary>The response headers to come; they may arrive long before the first response.</summary>
    public Task<Metadata> ResponseHeadersAsync => _callbacks.ResponseHeadersAsync;

    /// <summary>How the call ended.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _callbacks.GetStatus();

    /// <summary>The trailers of the ended call.</summary>
    /// <returns>The trailers.</returns>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _callbacks.GetTrailers();

    /// <summary>
    /// Gives the call up: cancels it where it still runs, and frees what it holds. Reading the stream to its end ends the call as well.
    /// </summary>
    public void Dispose() => _callbacks.Dispose();
}
