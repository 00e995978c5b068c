using Grpc.Core;

namespace ObjectServer.IntegrationTests.Embedding;

/// <summary>What would be generated for a gRPC service of an application's own.</summary>
[BindServiceMethod(typeof(GreeterBase), nameof(Bind))]
public abstract class GreeterBase
{
    public static Method<string, string> GreetMethod { get; } =
        new(MethodType.Unary, "test.Greeter", nameof(Greet), Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    public static void Bind(ServiceBinderBase binder, GreeterBase? service) =>
        binder.AddMethod(GreetMethod, service is null ? null : new UnaryServerMethod<string, string>(service.Greet));

    public abstract Task<string> Greet(string name, ServerCallContext context);
}
