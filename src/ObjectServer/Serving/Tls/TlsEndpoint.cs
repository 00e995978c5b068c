using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace ObjectServer.Serving.Tls;

/// <summary>
/// What a TLS connection is answered with. Files are looked at again when a client connects, once a second at most, so that a renewed
/// certificate is used without a restart; files that cannot be used leave the one in use that was. Calls may overlap.
/// </summary>
internal sealed class TlsEndpoint
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TlsSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile LoadedCertificates _loaded;
    private byte[] _content;
    private long _lookedAt;

    private TlsEndpoint(TlsSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _content = Content();
        _loaded = Load();
        _lookedAt = time.GetTimestamp();
    }

    /// <summary>Gets the lines about what went wrong. Set before the first client connects.</summary>
    public ILogger? Log { get; set; }

    /// <summary>Reads the certificates for the first time.</summary>
    /// <exception cref="StartException">They cannot be used.</exception>
    public static TlsEndpoint Open(TlsSettings settings, TimeProvider time)
    {
        try
        {
            return new TlsEndpoint(settings, time);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.BadSettings, $"The certificates cannot be used: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The answer to one connection.</summary>
    /// <param name="connection">The connection.</param>
    public SslServerAuthenticationOptions Answer(BaseConnectionContext connection)
    {
        LookAgain();
        LoadedCertificates loaded = _loaded;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = loaded.Own,
            // The second for questions about health, which is all that there is by it.
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            ClientCertificateRequired = loaded.ClientAuthorities is not null,

            // Who came with a certificate shows it again, and it is looked at again.
            AllowTlsResume = loaded.ClientAuthorities is null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = loaded.ClientAuthorities is { } authorities
                ? (_, certificate, sent, _) => IsTrusted(certificate as X509Certificate2, sent, authorities, connection)
                : null,
        };
    }

    private bool IsTrusted(X509Certificate2? certificate, X509Chain? sent, X509Certificate2Collection authorities, BaseConnectionContext connection)
    {
        if (certificate is null)
        {
            return Refuse(connection, "it gave none");
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);

        // What stands between the certificate and its authority, the client may have sent; else the file of authorities has it.
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        if (chain.Build(certificate)) return true;
        return Refuse(connection, string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct()));
    }

    private bool Refuse(BaseConnectionContext connection, string reason)
    {
        Log?.ClientCertificateRefused($"{connection.RemoteEndPoint}", reason);
        FirstByte.Settle(connection);
        return false;
    }

    private void LookAgain()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) < Pause) return;
            _lookedAt = _time.GetTimestamp();
            try
            {
                byte[] content = Content();
                if (_settings.Store is null && content.AsSpan().SequenceEqual(_content)) return;
                LoadedCertificates loaded = Load();
                bool isNew = loaded.Own.TargetCertificate.Thumbprint != _loaded.Own.TargetCertificate.Thumbprint;
                (_loaded, _content) = (loaded, content);
                if (isNew) Log?.CertificateRead(loaded.Own.TargetCertificate.Subject, loaded.Own.TargetCertificate.NotAfter);
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                Log?.CertificateUnreadable(e.Message.ReplaceLineEndings(" "));
            }
        }
    }

    private LoadedCertificates Load() => new(
        Certificates.ReadOwn(_settings), _settings.ClientAuthorities is { } path ? Certificates.ReadAuthorities(path) : null);

    // By what they hold: times of files say little about links that are turned to other files.
    private byte[] Content()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? path in (string?[])[_settings.Certificate, _settings.Key, _settings.ClientAuthorities])
        {
            if (path is not null) hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }

        return hash.GetHashAndReset();
    }
}
