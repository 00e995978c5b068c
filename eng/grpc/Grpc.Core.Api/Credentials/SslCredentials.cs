namespace Grpc.Core;

/// <summary>
/// Secures a channel by TLS. Grpc.Net.Client takes only the form without arguments; certificates are set on its HTTP handler.
/// </summary>
public sealed class SslCredentials : ChannelCredentials
{
    private readonly VerifyPeerCallback? _verifyPeerCallback;

    /// <summary>Trusts what the machine trusts.</summary>
    public SslCredentials()
        : this(null, null, null)
    {
    }

    /// <summary>Trusts certain certificates.</summary>
    /// <param name="rootCertificates">The certificates, in PEM.</param>
    public SslCredentials(string rootCertificates)
        : this(rootCertificates, null, null)
    {
    }

    /// <summary>Trusts certain certificates, and shows one of its own.</summary>
    /// <param name="rootCertificates">The certificates to trust, in PEM.</param>
    /// <param name="keyCertificatePair">The client's own certificate.</param>
    public SslCredentials(string rootCertificates, KeyCertificatePair keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null)
    {
    }

    /// <summary>Chooses everything.</summary>
    /// <param name="rootCertificates">The certificates to trust, in PEM; null for those of the machine.</param>
    /// <param name="keyCertificatePair">The client's own certificate; null for none.</param>
    /// <param name="verifyPeerCallback">An additional check of the server; null for none.</param>
    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        _verifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>The certificates to trust, in PEM; null for those of the machine.</summary>
    public string? RootCertificates { get; }

    /// <summary>The client's own certificate; null for none.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    /// <inheritdoc />
    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
        configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, _verifyPeerCallback);
}
