using System.Net;
using System.Net.Sockets;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Security;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>The program's answers by HTTP/1, on the addresses at which it speaks gRPC.</summary>
public sealed class Http1HealthTests
{
    private const string Serving = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nserving\n";

    [Fact]
    public async Task Address_InPlainText_AnswersOverHttp1AndServesGrpc()
    {
        using var folder = new TestFolder();
        await using RunningProgram server = RunningProgram.Start(["--url", "http://127.0.0.1:0", "--socket", folder.Socket]);
        string[] addresses = (await server.WaitUntilReadyAsync()).Split(' ');
        foreach (EndPoint endpoint in (EndPoint[])[Http1.EndPointOf(addresses[0]), new UnixDomainSocketEndPoint(folder.Socket)])
        {
            await Http1.ExpectAsync(Serving, endpoint, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            await Http1.ExpectAsync(Serving, endpoint, "GET /healthz/ready HTTP/1.0\r\n\r\n");
            await Http1.ExpectAsync(Serving, endpoint, "GET /healthz/live?x=1 HTTP/1.1\r\n\r\n");
            await Http1.ExpectAsync(Serving[..^8], endpoint, "HEAD /healthz HTTP/1.1\r\n\r\n");
            await Http1.ExpectAsync(Serving, endpoint, "G", "ET", " /healthz HTTP/1.1\r", "\n\r\n");
            Assert.StartsWith("HTTP/1.1 404 ", await Http1.AskAsync(endpoint, "GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 405 ", await Http1.AskAsync(endpoint, "POST /healthz HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 400 ", await Http1.AskAsync(endpoint, "PR\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 400 ", await Http1.AskAsync(endpoint, $"GET /{new string('x', 9000)}"), StringComparison.Ordinal);
        }

        await using ObjectClient tcp = await ObjectClient.ConnectAsync(addresses[0]);
        await using ObjectClient unix = await ObjectClient.ConnectAsync($"grpc+unix:{folder.Socket}");
        Assert.Empty(await tcp.ListAsync());
        Assert.Empty(await unix.ListAsync());
    }

    [Fact]
    public async Task Connection_ThatSaysHalfOfIt_IsClosedAfterAWhile()
    {
        await using RunningProgram server = RunningProgram.Start(["--url", "http://127.0.0.1:0", "--no-socket"]);
        EndPoint endpoint = Http1.EndPointOf(await server.WaitUntilReadyAsync());
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint);
        await socket.SendAsync("PR"u8.ToArray());
        await socket.SendAsync("I"u8.ToArray());

        // A reset, or an end: what matters is that nobody is waited for without a bound.
        int read;
        try
        {
            read = await socket.ReceiveAsync(new byte[1]).WaitAsync(RunningProgram.Guard);
        }
        catch (SocketException)
        {
            read = 0;
        }

        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Address_WithTls_AnswersByEitherVersion(int version)
    {
        using var folder = new TestFolder();
        using var authority = new TestAuthority("health");
        string path = folder.WritePrivate("server.pem", TestAuthority.PemOf(authority.OfServer()));
        await using RunningProgram server = RunningProgram.Start(["--no-socket", "--url", "https://127.0.0.1:0", "--tls-certificate", path]);
        string address = await server.WaitUntilReadyAsync();
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        using var http = new HttpClient(handler)
        {
            BaseAddress = new Uri(address),
            DefaultRequestVersion = new Version(version, version == 1 ? 1 : 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var guard = new CancellationTokenSource(RunningProgram.Guard);
        string answer;
        do
        {
            // As in Http1.ExpectAsync.
            using HttpResponseMessage response = await http.GetAsync(new Uri("/healthz", UriKind.Relative), guard.Token);
            answer = await response.Content.ReadAsStringAsync(guard.Token);
        }
        while (answer == "not serving\n");
        Assert.Equal("serving\n", answer);
    }
}
