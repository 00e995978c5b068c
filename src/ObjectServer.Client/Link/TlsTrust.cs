using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ObjectServer.Client.Link;

/// <summary>
/// How a client's TLS connections are authenticated: by the authorities that it is told to trust, else by the system's; and, where it has
/// one, with a certificate of its own. Says why a server was refused in words for people. Calls may overlap.
/// </summary>
internal sealed class TlsTrust(ObjectClientOptions options, string address)
{
    private volatile string? _refusal;

    /// <summary>The options of one connection.</summary>
    public SslClientAuthenticationOptions Authentication()
    {
        var authentication = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accepts(certificate, chain, errors) };
        if (options.TrustedAuthorities is { } authorities)
        {
            authentication.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            authentication.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (options.ClientCertificate is { } own) authentication.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        return authentication;
    }

    /// <summary>What a failure to connect means for the caller; null when TLS has nothing to do with it.</summary>
    public Exception? Explain(Exception failure)
    {
        if (_refusal is { } refusal) return new AuthenticationFailedException(refusal, failure);
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            {
                return new ServerUnavailableException(
                    $"No object server answers at {address}: no TLS connection came about; if it speaks no TLS, the address is http://. {failure.Message}", failure);
            }

            // A server looks at a client's certificate when for the client the handshake is over.
            if (cause is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                return new AuthenticationFailedException(
                    $"What answers at {address} ended the TLS connection at once: it asks for a client certificate, and "
                    + (options.ClientCertificate is null ? "this client has none" : $"refuses {options.ClientCertificate.Subject}")
                    + $" ({nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.ClientCertificate)}); or it has just ended.",
                    failure);
            }
        }

        return null;
    }

    private bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        List<string> faults = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) faults.Add("it has none");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) faults.Add("it is not for this host name");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) faults.AddRange((chain?.ChainStatus ?? []).Select(status => Fault(status.Status)).Distinct());
        _refusal = $"The certificate of the server at {address}, {(certificate as X509Certificate2)?.Subject}, is refused: {string.Join("; ", faults)}.";
        return false;
    }

    private string Fault(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => "it has expired, or is not valid yet",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => options.TrustedAuthorities is null
            ? $"the system trusts no authority of it; give the server's by {nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.TrustedAuthorities)}"
            : $"it is of none of the authorities in {nameof(ObjectClientOptions)}.{nameof(ObjectClientOptions.TrustedAuthorities)}",
        _ => $"{status}",
    };
}
