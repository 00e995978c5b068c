using Google.Protobuf;
using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// Binds <see cref="ObjectsService"/> as generated code does, but that a request that cannot be read is answered like any other bad one. gRPC
/// itself would log each as an error of the server, with a stack trace, before anybody has proven anything.
/// </summary>
internal sealed class UnaryMethods(ServiceBinderBase binder) : ServiceBinderBase
{
    /// <summary>Found by gRPC, which looks for a method of this shape.</summary>
    public static void BindService(ServiceBinderBase binder, Wire.Objects.ObjectsBase? service) => Wire.Objects.BindService(new UnaryMethods(binder), service);

    /// <inheritdoc/>
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        Func<DeserializationContext, TRequest> read = method.RequestMarshaller.ContextualDeserializer;
        var request = new Marshaller<TRequest>(method.RequestMarshaller.ContextualSerializer, context => Read(context, read));
        binder.AddMethod(new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, request, method.ResponseMarshaller), handler);
    }

    private static TRequest Read<TRequest>(DeserializationContext context, Func<DeserializationContext, TRequest> read)
    {
        try
        {
            return read(context);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            var error = new Error { Code = ErrorCode.InvalidRequest, Message = $"The request cannot be read as {typeof(TRequest).Name}; objects.proto says what that is." };
            throw new RpcException(new Status(StatusCode.InvalidArgument, error.Message), new Metadata { { UnaryErrors.Trailer, error.ToByteArray() } });
        }
    }
}
