using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>The program with certificates, and clients that do not get in.</summary>
public sealed class TlsTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _authority = new("authority");
    private readonly TestAuthority _other = new("another authority");
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Client_ThatTrustsTheAuthority_UsesTheServer()
    {
        await using RunningProgram server = Start(_authority.OfServer());
        string address = await server.WaitUntilReadyAsync();

        await using ObjectClient client = await ObjectClient.ConnectAsync(address, Trusting(_authority));

        string large = new('x', 3 * 1024 * 1024);
        Assert.StartsWith(large, await (await client.CreateAsync<ICalculator>()).DescribeAsync(large), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pfx_WithAPassword_IsTaken()
    {
        using X509Certificate2 own = _authority.OfServer();
        string path = _folder.File("server.pfx");
        await File.WriteAllBytesAsync(path, own.Export(X509ContentType.Pkcs12, "secret"));
        File.SetUnixFileMode(path, Owner);
        await using RunningProgram server = RunningProgram.Start(
            ["--no-socket", "--url", "https://127.0.0.1:0", "--tls-certificate", path, "--tls-password-file", Private("password", "secret\n")]);

        await using ObjectClient client = await ObjectClient.ConnectAsync(await server.WaitUntilReadyAsync(), Trusting(_authority));

        Assert.Empty(await client.ListAsync());
    }

    [Theory]
    [InlineData("expired", "it has expired")]
    [InlineData("wrong authority", "TrustedAuthorities")]
    [InlineData("the system's authorities", "the system trusts no authority of it")]
    [InlineData("wrong name", "it is not for this host name")]
    public async Task Server_WhoseCertificateIsNotAccepted_IsRefusedByTheClientInOneLine(string what, string reason)
    {
        await using RunningProgram server = StartOn(
            what == "wrong name" ? "https://127.0.0.2:0" : "https://127.0.0.1:0", _authority.OfServer(expired: what == "expired"));
        string address = await server.WaitUntilReadyAsync();
        ObjectClientOptions options = what switch
        {
            "wrong authority" => Trusting(_other),
            "the system's authorities" => new ObjectClientOptions(),
            _ => Trusting(_authority),
        };

        var thrown = await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address, options).WaitAsync(Guard));

        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
        await AssertOneWarningAsync(server, "did not come through the TLS handshake");
    }

    [Fact]
    public async Task PlainText_OnATlsAddress_IsToldApart()
    {
        await using RunningProgram server = Start(_authority.OfServer());
        string address = (await server.WaitUntilReadyAsync()).Replace("https", "http", StringComparison.Ordinal);

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(address).WaitAsync(Guard));

        Assert.Contains("if it speaks TLS, the address is https://", thrown.Message, StringComparison.Ordinal);
        await AssertOneWarningAsync(server, "speaks plain text where this server speaks TLS (https://)");
    }

    [Fact]
    public async Task Tls_OnAPlainAddress_IsToldApart()
    {
        await using RunningProgram server = RunningProgram.Start(["--no-socket", "--url", "http://127.0.0.1:0"]);
        string address = (await server.WaitUntilReadyAsync()).Replace("http", "https", StringComparison.Ordinal);

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(address, Trusting(_authority)).WaitAsync(Guard));

        Assert.Contains("if it speaks no TLS, the address is http://", thrown.Message, StringComparison.Ordinal);
        await AssertOneWarningAsync(server, "speaks TLS where this server speaks plain text (http://)");
    }

    [Fact]
    public async Task Client_WithACertificateOfTheAuthority_UsesTheServer()
    {
        await using RunningProgram server = Start(_authority.OfServer(), "--client-ca", Private("ca.pem", _authority.Pem));
        using X509Certificate2 own = _authority.OfClient("alice");

        await using ObjectClient client = await ObjectClient.ConnectAsync(await server.WaitUntilReadyAsync(), Trusting(_authority, own));

        Assert.Equal(7, (await client.CreateAsync<ICalculator>()).Add(3, 4));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("of another authority")]
    [InlineData("expired")]
    [InlineData("a server's")]
    public async Task Client_WithoutAnAcceptedCertificate_IsRefusedInOneLine(string what)
    {
        await using RunningProgram server = Start(_authority.OfServer(), "--client-ca", Private("ca.pem", _authority.Pem));
        string address = await server.WaitUntilReadyAsync();
        using X509Certificate2? own = what switch
        {
            "none" => null,
            "of another authority" => _other.OfClient("alice"),
            "expired" => _authority.OfClient("alice", expired: true),
            _ => _authority.OfServer("alice"),
        };

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address, Trusting(_authority, own)).WaitAsync(Guard));

        await AssertOneWarningAsync(server, "The client certificate of 127.0.0.1");
    }

    [Fact]
    public async Task Certificate_ThatIsRenewed_IsUsedWithoutARestart()
    {
        await using RunningProgram server = Start(_authority.OfServer());
        string address = await server.WaitUntilReadyAsync();
        await (await ObjectClient.ConnectAsync(address, Trusting(_authority))).DisposeAsync();

        Private("server.pem", TestAuthority.PemOf(_other.OfServer("renewed")));

        await Eventually.SoAsync(() => ConnectsAsync(address, _other).GetAwaiter().GetResult());
        Assert.False(await ConnectsAsync(address, _authority));
    }

    [Fact]
    public async Task Certificate_OfAnIntermediateAuthority_IsAcceptedByTheRootsClients()
    {
        using var between = new TestAuthority("between", _authority);
        using X509Certificate2 own = between.OfServer();
        string path = Private("server.pem", TestAuthority.PemOf(own) + between.Pem);
        await using RunningProgram server = RunningProgram.Start(["--no-socket", "--url", "https://127.0.0.1:0", "--tls-certificate", path]);
        string address = await server.WaitUntilReadyAsync();

        Assert.True(await ConnectsAsync(address, _authority));
        Assert.False(await ConnectsAsync(address, _other));
    }

    [Fact]
    public async Task Client_OfAnIntermediateAuthorityInTheServersFile_UsesTheServer()
    {
        using var between = new TestAuthority("between", _authority);
        await using RunningProgram server = Start(_authority.OfServer(), "--client-ca", Private("ca.pem", $"{_authority.Pem}\n{between.Pem}\n"));
        string address = await server.WaitUntilReadyAsync();
        using X509Certificate2 alice = between.OfClient("alice");
        using X509Certificate2 eve = _other.OfClient("alice");

        await using ObjectClient client = await ObjectClient.ConnectAsync(address, Trusting(_authority, alice));

        Assert.Equal(7, (await client.CreateAsync<ICalculator>()).Add(3, 4));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address, Trusting(_authority, eve)).WaitAsync(Guard));
    }

    [Fact]
    public async Task Client_ThatSendsItsIntermediateAuthority_ComesThroughTheHandshake()
    {
        using var between = new TestAuthority("between", _authority);
        await using RunningProgram server = Start(_authority.OfServer(), "--client-ca", Private("ca.pem", _authority.Pem));
        var address = new Uri(await server.WaitUntilReadyAsync());
        using X509Certificate2 alice = between.OfClient("alice");
        using var connection = new TcpClient(address.Host, address.Port);
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(_authority.Certificates);
        await using var tls = new SslStream(connection.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = trust,
            ClientCertificateContext = SslStreamCertificateContext.Create(alice, between.Certificates, offline: true),
        });

        // The beginning of HTTP/2, and settings without any: a client that is let in gets the server's.
        await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());
        byte[] settings = new byte[9];
        await tls.ReadExactlyAsync(settings).AsTask().WaitAsync(Guard);

        Assert.Equal(4, settings[3]);
    }

    [Fact]
    public async Task Client_OfAnIntermediateAuthorityWithoutItsRoot_IsRefused()
    {
        using var between = new TestAuthority("between", _authority);
        await using RunningProgram server = Start(_authority.OfServer(), "--client-ca", Private("ca.pem", $"{_other.Pem}\n{between.Pem}\n"));
        string address = await server.WaitUntilReadyAsync();
        using X509Certificate2 alice = between.OfClient("alice");

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(address, Trusting(_authority, alice)).WaitAsync(Guard));

        await AssertOneWarningAsync(server, "The client certificate of 127.0.0.1");
    }

    [Theory]
    [InlineData("CN=from the store")]
    [InlineData("thumbprint")]
    public async Task Certificate_OfTheUsersStore_IsTaken(string wanted)
    {
        using X509Certificate2 own = _authority.OfServer("from the store");
        string store = Path.Combine(_folder.Path, ".dotnet", "corefx", "cryptography", "x509stores", "my");
        const UnixFileMode Folder = Owner | UnixFileMode.UserExecute;
        Directory.CreateDirectory(store, Folder);
        await File.WriteAllBytesAsync(Path.Combine(store, $"{own.Thumbprint}.pfx"), own.Export(X509ContentType.Pkcs12));
        await using RunningProgram server = RunningProgram.Start(
            ["--no-socket", "--url", "https://127.0.0.1:0", "--tls-store", wanted == "thumbprint" ? own.Thumbprint : wanted],
            new Dictionary<string, string> { ["HOME"] = _folder.Path });

        Assert.True(await ConnectsAsync(await server.WaitUntilReadyAsync(), _authority));
    }

    [Fact]
    public async Task Certificate_ThatTheStoreDoesNotHave_IsNamed()
    {
        await using RunningProgram server = RunningProgram.Start(
            ["--no-socket", "--url", "https://127.0.0.1:0", "--tls-store", "CN=nobody"], new Dictionary<string, string> { ["HOME"] = _folder.Path });

        ProgramResult result = await server.WaitForExitAsync();

        result.AssertExited(ExitCodes.BadSettings);
        Assert.Contains("\"CN=nobody\"", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_ByCertificate_TellClientsApart()
    {
        await using RunningProgram server = Start(
            _authority.OfServer(), "--client-ca", Private("ca.pem", _authority.Pem), "--allow", "create,call type=calculator by certificate:CN=alice");
        string address = await server.WaitUntilReadyAsync();
        using X509Certificate2 ofAlice = _authority.OfClient("alice");
        using X509Certificate2 ofBob = _authority.OfClient("bob");
        await using ObjectClient alice = await ObjectClient.ConnectAsync(address, Trusting(_authority, ofAlice));
        await using ObjectClient bob = await ObjectClient.ConnectAsync(address, Trusting(_authority, ofBob));

        Assert.Equal(7, (await alice.CreateAsync<ICalculator>()).Add(3, 4));
        var thrown = await Assert.ThrowsAsync<AccessDeniedException>(() => bob.CreateAsync<ICalculator>().WaitAsync(Guard));

        Assert.Contains("by certificate:CN=bob", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_WhoseKeyOthersMayRead_IsRefused()
    {
        string path = Private("server.pem", TestAuthority.PemOf(_authority.OfServer()));
        File.SetUnixFileMode(path, Owner | UnixFileMode.GroupRead);

        ProgramResult result = await RunningProgram.RunAsync("--no-socket", "--url", "https://127.0.0.1:0", "--tls-certificate", path);

        result.AssertExited(ExitCodes.BadSettings);
        Assert.Contains("chmod 600", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    private static ObjectClientOptions Trusting(TestAuthority authority, X509Certificate2? own = null) =>
        new() { TrustedAuthorities = authority.Certificates, ClientCertificate = own };

    private static async Task<bool> ConnectsAsync(string address, TestAuthority authority)
    {
        try
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address, Trusting(authority)).WaitAsync(Guard);
            return true;
        }
        catch (AuthenticationFailedException)
        {
            return false;
        }
    }

    private static async Task AssertOneWarningAsync(RunningProgram server, string expected)
    {
        server.Send(Signals.Terminate);
        ProgramResult result = await server.WaitForExitAsync();
        string line = Assert.Single(result.Errors, error => error.Contains(" WRN ", StringComparison.Ordinal) || error.Contains(" ERR ", StringComparison.Ordinal));
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    private RunningProgram Start(X509Certificate2 certificate, params string[] more) => StartOn("https://127.0.0.1:0", certificate, more);

    private RunningProgram StartOn(string host, X509Certificate2 certificate, params string[] more)
    {
        using (certificate)
        {
            string path = Private("server.pem", TestAuthority.PemOf(certificate));
            return RunningProgram.Start(["--no-socket", "--url", host, "--load", TestProgram.Path, "--tls-certificate", path, .. more]);
        }
    }

    private string Private(string name, string text)
    {
        string path = _folder.Write(name, text);
        File.SetUnixFileMode(path, Owner);
        return path;
    }
}
