namespace Grpc.Core;

/// <summary>The methods of a service with their handlers, put together by hand instead of by a generated base class. Immutable.</summary>
public partial class ServerServiceDefinition
{
    private readonly Action<ServiceBinderBase>[] _binds;

    private ServerServiceDefinition(Action<ServiceBinderBase>[] binds) => _binds = binds;

    /// <summary>Begins a definition.</summary>
    /// <returns>An empty builder.</returns>
    public static Builder CreateBuilder() => new();

    /// <summary>Hands every method, in the order of adding, to a server.</summary>
    /// <param name="serviceBinder">What the server takes methods with.</param>
    public void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (Action<ServiceBinderBase> bind in _binds)
        {
            bind(serviceBinder);
        }
    }
}
