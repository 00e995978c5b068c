using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Benchmarks.Loads;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>Invocations of the hub, all by one connection and its JSON protocol.</summary>
internal sealed class SignalRTarget(HubConnection hub) : CallTarget
{
    /// <summary>Connects.</summary>
    public static async Task<CallTarget> ConnectAsync(string address)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(address));
        builder.Services.AddSingleton<EndPoint>(
            new UriEndPoint(new UriBuilder(HttpConnections.Authority(address)) { Scheme = "ws", Path = SignalRServer.Path }.Uri));
        HubConnection hub = builder.Build();
        await hub.StartAsync();
        Check(await hub.InvokeAsync<int>(nameof(CalculatorHub.Add), 2, 3));
        return new SignalRTarget(hub);
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) => new(hub.InvokeAsync<int>(nameof(CalculatorHub.Add), left, right));

    /// <inheritdoc/>
    public override async Task<long?> ServerAllocatedAsync() => await hub.InvokeAsync<long>(nameof(CalculatorHub.Allocated));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => hub.DisposeAsync();
}
