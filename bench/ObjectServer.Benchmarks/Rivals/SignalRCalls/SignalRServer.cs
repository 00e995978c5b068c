using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>Serves the hub.</summary>
internal static class SignalRServer
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/calculator";

    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string socket) => RivalApplication.ServeAsync(
        socket, HttpProtocols.Http1, services => services.AddSignalR(), application => application.MapHub<CalculatorHub>(Path));
}
