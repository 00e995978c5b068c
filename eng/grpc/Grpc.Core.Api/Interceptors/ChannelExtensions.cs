namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of a channel.</summary>
public static class ChannelExtensions
{
    /// <summary>An invoker whose calls pass an interceptor on their way to the channel.</summary>
    /// <param name="channel">Carries the calls out.</param>
    /// <param name="interceptor">What they pass.</param>
    /// <returns>The invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor) => Invoker(channel).Intercept(interceptor);

    /// <summary>An invoker whose calls pass interceptors in the order given on their way to the channel.</summary>
    /// <param name="channel">Carries the calls out.</param>
    /// <param name="interceptors">What they pass.</param>
    /// <returns>The invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument, or one of the interceptors, is null.</exception>
    public static CallInvoker Intercept(this ChannelBase channel, params Interceptor[] interceptors) =>
        Invoker(channel).Intercept(interceptors);

    /// <summary>An invoker whose calls send the headers that a function makes of theirs.</summary>
    /// <param name="channel">Carries the calls out.</param>
    /// <param name="interceptor">
    /// Gets the headers of a call, or an empty list, and returns those to send; called by many calls at once.
    /// </param>
    /// <returns>The invoker.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static CallInvoker Intercept(this ChannelBase channel, Func<Metadata, Metadata> interceptor) =>
        Invoker(channel).Intercept(interceptor);

    private static CallInvoker Invoker(ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.CreateCallInvoker();
    }
}
