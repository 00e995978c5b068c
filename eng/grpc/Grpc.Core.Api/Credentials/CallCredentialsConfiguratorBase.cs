namespace Grpc.Core;

/// <summary>How a transport learns what <see cref="CallCredentials"/> are. Not for applications.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They are several others.</summary>
    /// <param name="state">What the transport passed.</param>
    /// <param name="credentials">The others, in the order of their use.</param>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are a function that adds headers.</summary>
    /// <param name="state">What the transport passed.</param>
    /// <param name="interceptor">The function.</param>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
