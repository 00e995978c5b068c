namespace Grpc.Core.Interceptors;

/// <summary>Names a host on the calls that name none themselves.</summary>
internal sealed class HostInterceptor(string host) : ContextInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) => new(context.Method, context.Host ?? host, context.Options);
}
