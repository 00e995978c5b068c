using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.StandIns.Tests.Calls;

/// <summary>Writes down every call that a client makes, and says so in a header.</summary>
internal sealed class LoggingInterceptor(string name, List<string> log) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Logged(context, "blocking"));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Logged(context, "unary"));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(request, Logged(context, "server"));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Logged(context, "client"));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Logged(context, "duplex"));

    private ClientInterceptorContext<TRequest, TResponse> Logged<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, string kind)
        where TRequest : class
        where TResponse : class
    {
        log.Add($"{name} {kind} {context.Host}".TrimEnd());
        Metadata headers = [.. context.Options.Headers ?? [], new Metadata.Entry("x-by", name)];
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
