using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>A call of a stream of requests and one response. Await the call itself, or <see cref="ResponseAsync"/>.</summary>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class AsyncClientStreamingCall<TRequest, TResponse> : IDisposable
{
    private readonly CallCallbacks _callbacks;

    /// <summary>Makes a call of plain functions, as interceptors and tests do.</summary>
    /// <param name="requestStream">The requests to write.</param>
    /// <param name="responseAsync">The response to come.</param>
    /// <param name="responseHeadersAsync">The response headers to come.</param>
    /// <param name="getStatusFunc">Gives the status of the ended call.</param>
    /// <param name="getTrailersFunc">Gives the trailers of the ended call.</param>
    /// <param name="disposeAction">Abandons the call.</param>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
        _callbacks = CallCallbacks.Of(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>Makes a call of functions over a common state, as transports do to save closures.</summary>
    /// <param name="requestStream">The requests to write.</param>
    /// <param name="responseAsync">The response to come.</param>
    /// <param name="responseHeadersAsync">Gives the response headers to come.</param>
    /// <param name="getStatusFunc">Gives the status of the ended call.</param>
    /// <param name="getTrailersFunc">Gives the trailers of the ended call.</param>
    /// <param name="disposeAction">Abandons the call.</param>
    /// <param name="state">What the functions are called with.</param>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        Task<TResponse> responseAsync,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
        _callbacks = new(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>The requests to write.</summary>
    public IClientStreamWriter<TRequest> RequestStream { get; }

    /// <summary>The response to come; fails with an <see cref="RpcException"/> where the call does.</summary>
    public Task<TResponse> ResponseAsync { get; }

    /// <summary>The response headers to come; they may arrive long before the first response.</summary>
    public Task<Metadata> ResponseHeadersAsync => _callbacks.ResponseHeadersAsync;

    /// <summary>Makes the call itself awaitable, with the response as its result.</summary>
    /// <returns>The awaiter of the response.</returns>
    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    /// <summary>Makes the call itself awaitable, with a choice of where to go on.</summary>
    /// <param name="continueOnCapturedContext">Whether to go on where the caller was.</param>
    /// <returns>What to await.</returns>
    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) =>
        ResponseAsync.ConfigureAwait(continueOnCapturedContext);

    /// <summary>How the call ended.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _callbacks.GetStatus();

    /// <summary>The trailers of the ended call.</summary>
    /// <returns>The trailers.</returns>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _callbacks.GetTrailers();

    /// <summary>
    /// Gives the call up: cancels it where it still runs, and frees what it holds. Once the response has been awaited there is nothing
    /// left to dispose.
    /// </summary>
    public void Dispose() => _callbacks.Dispose();
}
