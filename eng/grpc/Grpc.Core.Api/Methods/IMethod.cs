namespace Grpc.Core;

/// <summary>A method as far as it is known without its message types.</summary>
public interface IMethod
{
    /// <summary>Which sides are streams.</summary>
    MethodType Type { get; }

    /// <summary>The service, with its package: <c>package.Service</c>.</summary>
    string ServiceName { get; }

    /// <summary>The method, without the service.</summary>
    string Name { get; }

    /// <summary>The path on the wire: <c>/package.Service/Method</c>.</summary>
    string FullName { get; }
}
