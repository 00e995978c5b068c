using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Grpc.StandIns.Tests.Server;

/// <summary>A server that also listens on TLS, with a certificate made for the occasion, and takes the same one from clients.</summary>
public sealed class TlsServer : EchoServer
{
    private readonly X509Certificate2 _certificate = SelfSigned();

    /// <summary>Opens a channel over TLS that shows the certificate and accepts no other.</summary>
    internal GrpcChannel OpenTls(Action<GrpcChannelOptions> configure)
    {
        SocketsHttpHandler handler = Handler(Transport.Tcp);
        handler.SslOptions.ClientCertificates = [_certificate];
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, shown, _, _) => shown!.GetCertHashString() == _certificate.GetCertHashString();
        GrpcChannelOptions options = new() { HttpHandler = handler, DisposeHttpClient = true };
        configure(options);
        return GrpcChannel.ForAddress($"https://127.0.0.1:{TlsPort}", options);
    }

    protected override void Listen(KestrelServerOptions kestrel)
    {
        base.Listen(kestrel);
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(_certificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        });
    }

    private static X509Certificate2 SelfSigned()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
