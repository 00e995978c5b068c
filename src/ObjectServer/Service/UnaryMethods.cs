using Google.Protobuf;
using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// Binds a service as generated code does, but that a request that cannot be read is answered like any other bad one. gRPC
/// itself would log each as an error of the server, with a stack trace, before anybody has proven anything.
/// </summary>
internal sealed class UnaryMethods(ServiceBinderBase binder, string file) : ServiceBinderBase
{
    /// <summary>Found by gRPC, which looks for a method of this shape.</summary>
    public static void BindService(ServiceBinderBase binder, Wire.Objects.ObjectsBase? service) =>
        Wire.Objects.BindService(new UnaryMethods(binder, "objects.proto"), service);

    /// <inheritdoc cref="BindService(ServiceBinderBase, Wire.Objects.ObjectsBase?)"/>
    public static void BindAdmin(ServiceBinderBase binder, Wire.Admin.AdminBase? service) =>
        Wire.Admin.BindService(new UnaryMethods(binder, "admin.proto"), service);

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        binder.AddMethod(Careful(method), handler);
    }

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        binder.AddMethod(Careful(method), handler);

    private Method<TRequest, TResponse> Careful<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class
    {
        Func<DeserializationContext, TRequest> read = method.RequestMarshaller.ContextualDeserializer;
        var request = new Marshaller<TRequest>(method.RequestMarshaller.ContextualSerializer, context => Read(context, read));
        return new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, request, method.ResponseMarshaller);
    }

    private TRequest Read<TRequest>(DeserializationContext context, Func<DeserializationContext, TRequest> read)
    {
        try
        {
            return read(context);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            var error = new Error { Code = ErrorCode.InvalidRequest, Message = $"The request cannot be read as {typeof(TRequest).Name}; {file} says what that is." };
            throw new RpcException(new Status(StatusCode.InvalidArgument, error.Message), new Metadata { { UnaryMetadata.Error, error.ToByteArray() } });
        }
    }
}
