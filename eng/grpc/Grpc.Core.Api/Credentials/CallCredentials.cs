namespace Grpc.Core;

/// <summary>
/// Shows with every call who calls. Immutable; the transport learns by <see cref="InternalPopulateConfiguration"/> what is meant.
/// </summary>
public abstract class CallCredentials
{
    /// <summary>Makes credentials of a function that adds headers.</summary>
    /// <param name="interceptor">The function.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="interceptor"/> is null.</exception>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new Interceptor(interceptor);
    }

    /// <summary>Makes credentials that add what several others do, in that order.</summary>
    /// <param name="credentials">The others, at least two.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Length < 2) throw new ArgumentException("Composing takes at least two credentials.", nameof(credentials));
        return new Composite([.. credentials]);
    }

    /// <summary>
    /// Tells a transport what these credentials are, by calling the method of the configurator that fits. Not for applications.
    /// </summary>
    /// <param name="configurator">What the transport learns by.</param>
    /// <param name="state">Passed on to the configurator.</param>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class Interceptor(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }

    private sealed class Composite(CallCredentials[] credentials) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, credentials);
    }
}
