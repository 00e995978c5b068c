using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ObjectServer.Serving.Tls;

/// <summary>What the files held when they were read last.</summary>
/// <param name="Own">The server's certificate.</param>
/// <param name="ClientAuthorities">The authorities of clients' certificates; null when clients need none.</param>
internal sealed record LoadedCertificates(SslStreamCertificateContext Own, X509Certificate2Collection? ClientAuthorities);
