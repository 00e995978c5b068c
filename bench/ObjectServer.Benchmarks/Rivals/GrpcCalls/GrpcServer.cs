using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Benchmarks.Rivals.GrpcValues;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>Serves the typed services. One of them takes messages above the limit of 4 MB.</summary>
internal static class GrpcServer
{
    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string socket) => RivalApplication.ServeAsync(
        socket,
        HttpProtocols.Http2,
        services => services.AddGrpc().AddServiceOptions<StoreService>(options => options.MaxReceiveMessageSize = null),
        application =>
        {
            application.MapGrpcService<CalculatorService>();
            application.MapGrpcService<StoreService>();
        });
}
