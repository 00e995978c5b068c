using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectServer.Client.Link;
using ObjectServer.Health;
using ObjectServer.Serving.Tls;

namespace ObjectServer.Serving.Health;

/// <summary>
/// <c>--healthcheck</c>: asks the server that the same settings describe whether it is ready, for whoever looks after it and has no other
/// program at hand, as in a container.
/// </summary>
internal static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks, and writes one line.</summary>
    /// <param name="line">The program's command line.</param>
    /// <returns>0 when the server is ready, else 1.</returns>
    public static async Task<int> RunAsync(ServerCommandLine line)
    {
        string text;
        try
        {
            if (line.Faults.Count > 0) throw new StartException(ExitCodes.BadSettings, line.Faults);
            ServerSettings settings = ServerSettings.Read(new SettingReader(line, SettingsFile.Read(line.Config, ownFile: true)));
            HealthTarget target = HealthTarget.Of(settings);
            HttpStatusCode status = await AskAsync(target, settings.Tls);
            if (status == HttpStatusCode.OK)
            {
                Console.WriteLine($"objectserver: {target.Name} is serving.");
                return ExitCodes.Done;
            }

            text = status == HttpStatusCode.ServiceUnavailable
                ? $"{target.Name} is not serving: it drains, or does not answer calls."
                : $"{target.Name} answers {(int)status} to {HealthAnswer.Path}; it is no object server.";
        }
        catch (StartException e)
        {
            text = string.Join(" ", e.Faults);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or CryptographicException or OperationCanceledException)
        {
            text = e is OperationCanceledException ? $"the server has not answered within {Patience.TotalSeconds} seconds." : e.Message.ReplaceLineEndings(" ");
        }

        Console.WriteLine($"objectserver: {text}");
        return ExitCodes.Unexpected;
    }

    private static async Task<HttpStatusCode> AskAsync(HealthTarget target, TlsSettings tls)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        if (target.Address.Scheme == Uri.UriSchemeHttps) handler.SslOptions = OnlyThis(tls);
        if (target.Socket is { } path) handler.ConnectCallback = (_, cancel) => UnixStream.ConnectAsync(path, connected: null, cancel);
        using var http = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target.Address, HealthAnswer.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    // By its very certificate: names and authorities say nothing about a server that is asked by a number, where it runs.
    private static SslClientAuthenticationOptions OnlyThis(TlsSettings tls)
    {
        string own = Certificates.ReadOwn(tls).TargetCertificate.Thumbprint;
        return new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 theirs && theirs.Thumbprint == own,
        };
    }
}
