using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>A web server that answers a client of an object server with something else.</summary>
internal sealed class NotAnObjectServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private NotAnObjectServer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>A server that knows nothing of gRPC.</summary>
    public static Task<NotAnObjectServer> StartAsync(HttpProtocols protocols) => StartAsync(protocols, _ => { });

    /// <summary>A server that answers each lane with one message, and then waits for the client to leave.</summary>
    public static Task<NotAnObjectServer> AnsweringAsync(byte[] message) => StartAsync(
        HttpProtocols.Http2,
        app => app.MapPost(FrameBatches.Link.FullName, async (HttpContext http) =>
        {
            byte[] prefixed = [0, 0, 0, 0, 0, .. message];
            BinaryPrimitives.WriteInt32BigEndian(prefixed.AsSpan(1), message.Length);
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(prefixed);
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }));

    /// <summary>A server that answers each lane with one frame.</summary>
    public static Task<NotAnObjectServer> AnsweringAsync(Frame frame) => AnsweringAsync(new FrameBatch { Frames = { frame } }.ToByteArray());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<NotAnObjectServer> StartAsync(HttpProtocols protocols, Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "")
            .ConfigureKestrel(kestrel => kestrel.ListenLocalhostAnyPort(listen => listen.Protocols = protocols));
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        return new NotAnObjectServer(app);
    }
}
