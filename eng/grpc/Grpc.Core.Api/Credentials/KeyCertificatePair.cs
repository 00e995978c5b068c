namespace Grpc.Core;

/// <summary>A certificate and its private key, both in PEM.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Makes a pair.</summary>
    /// <param name="certificateChain">The certificate, and those it rests on.</param>
    /// <param name="privateKey">The private key of the certificate.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The certificate, and those it rests on.</summary>
    public string CertificateChain { get; }

    /// <summary>The private key of the certificate.</summary>
    public string PrivateKey { get; }
}
