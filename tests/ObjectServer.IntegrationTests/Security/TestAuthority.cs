using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>An authority of a test's own, and certificates of it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _own;

    /// <param name="name">The authority's name.</param>
    /// <param name="above">The authority that it is certified by; null for none but itself.</param>
    public TestAuthority(string name, TestAuthority? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (above is null)
        {
            _own = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        }
        else
        {
            using X509Certificate2 certified = request.Create(above._own, Now.AddDays(-30), Now.AddDays(29), RandomNumberGenerator.GetBytes(8));
            _own = certified.CopyWithPrivateKey(key);
        }
    }

    public X509Certificate2Collection Certificates => [X509CertificateLoader.LoadCertificate(_own.RawData)];

    public string Pem => _own.ExportCertificatePem();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public X509Certificate2 OfServer(string name = "server", bool expired = false) => Issue(name, ServerAuthentication, expired);

    public X509Certificate2 OfClient(string name, bool expired = false) => Issue(name, ClientAuthentication, expired);

    /// <summary>Certificate and private key in one file, as the program takes them.</summary>
    public static string PemOf(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n";

    public void Dispose() => _own.Dispose();

    private X509Certificate2 Issue(string name, string purpose, bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        DateTimeOffset end = expired ? Now.AddDays(-1) : Now.AddDays(1);
        using X509Certificate2 issued = request.Create(_own, Now.AddDays(-2), end, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
