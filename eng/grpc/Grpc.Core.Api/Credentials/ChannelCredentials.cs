namespace Grpc.Core;

/// <summary>
/// How a channel is secured. Immutable; the transport learns by <see cref="InternalPopulateConfiguration"/> what is meant.
/// </summary>
public abstract class ChannelCredentials
{
    /// <summary>Makes credentials.</summary>
    public ChannelCredentials()
    {
    }

    /// <summary>Not at all.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>By TLS, with the certificates that the machine trusts.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>Makes credentials of a channel all of whose calls show who calls.</summary>
    /// <param name="channelCredentials">How the channel is secured, which must not be "not at all".</param>
    /// <param name="callCredentials">What shows who calls.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="ArgumentException">The channel is insecure: everybody on the way could read who calls.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        if (channelCredentials is InsecureCredentials)
        {
            throw new ArgumentException("Call credentials need a secured channel; this one is insecure.", nameof(channelCredentials));
        }
        return new CompositeCredentials(channelCredentials, callCredentials);
    }

    /// <summary>
    /// Tells a transport what these credentials are, by calling the method of the configurator that fits. Not for applications.
    /// </summary>
    /// <param name="configurator">What the transport learns by.</param>
    /// <param name="state">Passed on to the configurator.</param>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state);

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class CompositeCredentials(ChannelCredentials channel, CallCredentials call) : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetCompositeCredentials(state, channel, call);
    }
}
