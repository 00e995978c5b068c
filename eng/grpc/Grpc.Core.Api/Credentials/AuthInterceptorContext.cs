namespace Grpc.Core;

/// <summary>The call that credentials are asked for.</summary>
public class AuthInterceptorContext
{
    /// <summary>Describes a call that cannot be cancelled.</summary>
    /// <param name="serviceUrl">The address of the service.</param>
    /// <param name="methodName">The method, without the service.</param>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>Describes a call.</summary>
    /// <param name="serviceUrl">The address of the service.</param>
    /// <param name="methodName">The method, without the service.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    /// <exception cref="ArgumentNullException">The address or the method is null.</exception>
    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    /// <summary>The address of the service: that of the server, then the service with its package.</summary>
    public string ServiceUrl { get; }

    /// <summary>The method, without the service.</summary>
    public string MethodName { get; }

    /// <summary>Cancelled with the call.</summary>
    public CancellationToken CancellationToken { get; }
}
