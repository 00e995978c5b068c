using Grpc.Core;
using Grpc.Core.Interceptors;
using Status = Grpc.Core.Status;

namespace Grpc.StandIns.Tests.Server;

/// <summary>Leaves a mark for the handler and one in the trailers; turns an exception into a status.</summary>
public sealed class MarkingInterceptor(string mark) : Interceptor
{
    /// <summary>The marks left on a call so far, in their order.</summary>
    public static IEnumerable<string> Left(ServerCallContext context) =>
        context.UserState.TryGetValue(typeof(MarkingInterceptor), out object? marks) ? (List<string>)marks : [];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Mark(context, "unary");
        try
        {
            return await continuation(request, context);
        }
        catch (InvalidOperationException exception)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, exception.Message));
        }
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Mark(context, "client");
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Mark(context, "server");
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Mark(context, "duplex");
        return continuation(requestStream, responseStream, context);
    }

    private void Mark(ServerCallContext context, string kind)
    {
        context.UserState[typeof(MarkingInterceptor)] = Left(context).Append($"{mark} {kind}").ToList();
        context.ResponseTrailers.Add("x-mark", $"{mark} {kind}");
    }
}
