namespace Grpc.Core;

/// <summary>How a transport learns what <see cref="ChannelCredentials"/> are. Not for applications.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>The channel is not secured.</summary>
    /// <param name="state">What the transport passed.</param>
    public abstract void SetInsecureCredentials(object state);

    /// <summary>The channel is secured by TLS.</summary>
    /// <param name="state">What the transport passed.</param>
    /// <param name="rootCertificates">The certificates to trust, in PEM; null for those of the machine.</param>
    /// <param name="keyCertificatePair">The client's own certificate; null for none.</param>
    /// <param name="verifyPeerCallback">An additional check of the server; null for none.</param>
    public abstract void SetSslCredentials(
        object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>The channel is secured, and its calls show who calls.</summary>
    /// <param name="state">What the transport passed.</param>
    /// <param name="channelCredentials">How the channel is secured.</param>
    /// <param name="callCredentials">What shows who calls.</param>
    public abstract void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
