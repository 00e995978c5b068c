namespace Grpc.Core.Interceptors;

/// <summary>A call that a client interceptor is to make.</summary>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
public struct ClientInterceptorContext<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <summary>Describes a call.</summary>
    /// <param name="method">The method.</param>
    /// <param name="host">The authority to name on the wire; null for that of the channel.</param>
    /// <param name="options">What is asked of the call.</param>
    public ClientInterceptorContext(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        Method = method;
        Host = host;
        Options = options;
    }

    /// <summary>The method.</summary>
    public Method<TRequest, TResponse> Method { get; }

    /// <summary>The authority to name on the wire; null for that of the channel.</summary>
    public string? Host { get; }

    /// <summary>What is asked of the call.</summary>
    public CallOptions Options { get; }
}
