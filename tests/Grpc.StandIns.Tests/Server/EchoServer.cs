using System.Net;
using System.Net.Sockets;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIns.Tests.Server;

/// <summary>
/// A real server of the echo service, on a port and on a Unix socket of its own. Being disposed of, it fails if it has logged errors.
/// </summary>
public class EchoServer : IAsyncLifetime
{
    private const int MaxMessageBytes = 32 * 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("echo-");
    private WebApplication? _application;

    /// <summary>Where tests and handlers wait for each other.</summary>
    public Meetings Meetings { get; } = new();

    /// <summary>What went wrong on the server, as far as it is not the answer to a call.</summary>
    public ErrorLog Errors { get; } = new();

    /// <summary>The port on loopback.</summary>
    public int Port => PortOf("http://127");

    /// <summary>The port of TLS on loopback, where the server listens on one.</summary>
    public int TlsPort => PortOf("https://127");

    /// <summary>The path of the Unix socket.</summary>
    public string SocketPath => Path.Combine(_folder.FullName, "echo.sock");

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Errors);
        builder.WebHost.ConfigureKestrel(Listen);
        builder.Services.AddSingleton(Meetings);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.MaxSendMessageSize = MaxMessageBytes;
            Configure(options);
        });
        _application = builder.Build();
        Map(_application);
        await _application.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _application!.StopAsync();
        await _application.DisposeAsync();
        _folder.Delete(recursive: true);
        Assert.Empty(Errors.Take());
    }

    /// <summary>Opens a channel to this server.</summary>
    internal GrpcChannel Open(Transport transport, Action<GrpcChannelOptions>? configure = null)
    {
        GrpcChannelOptions options = new()
        {
            HttpHandler = Handler(transport),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
            MaxSendMessageSize = MaxMessageBytes,
        };
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(Address(transport), options);
    }

    /// <summary>Opens a channel to this server, with a client.</summary>
    internal GrpcChannel Open(Transport transport, out Echo.EchoClient client, Action<GrpcChannelOptions>? configure = null)
    {
        GrpcChannel channel = Open(transport, configure);
        client = new(channel);
        return channel;
    }

    internal string Address(Transport transport) => transport == Transport.Tcp ? $"http://127.0.0.1:{Port}" : "http://localhost";

    internal SocketsHttpHandler Handler(Transport transport)
    {
        SocketsHttpHandler handler = new() { UseProxy = false, EnableMultipleHttp2Connections = true };
        if (transport == Transport.UnixSocket) handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken);
        return handler;
    }

    protected virtual void Configure(GrpcServiceOptions options)
    {
    }

    protected virtual void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.ListenUnixSocket(SocketPath, listen => listen.Protocols = HttpProtocols.Http2);
    }

    protected virtual void Map(WebApplication application) => application.MapGrpcService<EchoService>();

    private int PortOf(string start) => new Uri(_application!.Urls.Single(url => url.StartsWith(start, StringComparison.Ordinal))).Port;

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
