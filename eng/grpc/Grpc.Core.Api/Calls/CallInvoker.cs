namespace Grpc.Core;

/// <summary>
/// Starts calls: the one thing a generated client needs. Channels make the real ones, interceptors wrap them. Safe for concurrent use.
/// </summary>
public abstract class CallInvoker
{
    /// <summary>Calls and waits for the response.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel. Grpc.Net.Client ignores it.</param>
    /// <param name="options">What is asked of this call.</param>
    /// <param name="request">The request.</param>
    /// <returns>The response.</returns>
    public abstract TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class;

    /// <summary>Starts a call of one request and one response.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel. Grpc.Net.Client ignores it.</param>
    /// <param name="options">What is asked of this call.</param>
    /// <param name="request">The request.</param>
    /// <returns>The started call.</returns>
    public abstract AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class;

    /// <summary>Starts a call of one request and a stream of responses.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel. Grpc.Net.Client ignores it.</param>
    /// <param name="options">What is asked of this call.</param>
    /// <param name="request">The request.</param>
    /// <returns>The started call.</returns>
    public abstract AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class;

    /// <summary>Starts a call of a stream of requests and one response.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel. Grpc.Net.Client ignores it.</param>
    /// <param name="options">What is asked of this call.</param>
    /// <returns>The started call.</returns>
    public abstract AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class
        where TResponse : class;

    /// <summary>Starts a call of two streams.</summary>
    /// <typeparam name="TRequest">The request message.</typeparam>
    /// <typeparam name="TResponse">The response message.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel. Grpc.Net.Client ignores it.</param>
    /// <param name="options">What is asked of this call.</param>
    /// <returns>The started call.</returns>
    public abstract AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class
        where TResponse : class;
}
