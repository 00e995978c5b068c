namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of an invoker.</summary>
public static class CallInvokerExtensions
{
    /// <summary>An invoker whose calls pass an interceptor first.</summary>
    /// <param name="invoker">Carries the calls out.</param>
    /// <param name="interceptor">What they pass.</param>
    /// <returns>The new invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallInvoker Intercept(this CallInvoker invoker, Interceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptingCallInvoker(invoker, interceptor);
    }

    /// <summary>An invoker whose calls pass interceptors in the order given: the first sees a call first and its response last.</summary>
    /// <param name="invoker">Carries the calls out.</param>
    /// <param name="interceptors">What they pass.</param>
    /// <returns>The new invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument, or one of the interceptors, is null.</exception>
    public static CallInvoker Intercept(this CallInvoker invoker, params Interceptor[] interceptors)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(interceptors);
        for (int i = interceptors.Length - 1; i >= 0; i--)
        {
            invoker = invoker.Intercept(interceptors[i]);
        }
        return invoker;
    }

    /// <summary>An invoker whose calls send the headers that a function makes of theirs.</summary>
    /// <param name="invoker">Carries the calls out.</param>
    /// <param name="interceptor">
    /// Gets the headers of a call, or an empty list, and returns those to send; called by many calls at once.
    /// </param>
    /// <returns>The new invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallInvoker Intercept(this CallInvoker invoker, Func<Metadata, Metadata> interceptor)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(interceptor);
        return invoker.Intercept(new HeadersInterceptor(interceptor));
    }
}
