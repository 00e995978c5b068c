using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>Serves the typed service.</summary>
internal static class GrpcServer
{
    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string socket) => RivalApplication.ServeAsync(
        socket, HttpProtocols.Http2, services => services.AddGrpc(), application => application.MapGrpcService<CalculatorService>());
}
