using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Health;

/// <summary>
/// Binds <see cref="HealthService"/> as generated code does, but that a request that cannot be read is the caller's fault alone: gRPC itself
/// would log each as an error of the server, and anybody can send one.
/// </summary>
internal sealed class HealthMethods(ServiceBinderBase binder) : ServiceBinderBase
{
    /// <summary>Found by gRPC, which looks for a method of this shape.</summary>
    public static void BindService(ServiceBinderBase binder, Wire.Health.Health.HealthBase? service) =>
        Wire.Health.Health.BindService(new HealthMethods(binder), service);

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        binder.AddMethod(Patient(method), handler);

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        binder.AddMethod(Patient(method), handler);

    private static Method<TRequest, TResponse> Patient<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        Func<DeserializationContext, TRequest> read = method.RequestMarshaller.ContextualDeserializer;
        var request = new Marshaller<TRequest>(method.RequestMarshaller.ContextualSerializer, context => Read(context, read));
        return new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, request, method.ResponseMarshaller);
    }

    private static TRequest Read<TRequest>(DeserializationContext context, Func<DeserializationContext, TRequest> read)
    {
        try
        {
            return read(context);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request cannot be read as a HealthCheckRequest."));
        }
    }
}
