using ObjectServer.Dispatch;
using ObjectServer.Memory;
using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Telemetry;

namespace ObjectServer.Hosting;

/// <summary>
/// Starts and ends a server with its application: what it shares is read at the start; at the end clients are told, running calls
/// may finish within the limit, sessions end, and objects are disposed of.
/// </summary>
internal sealed class ServerLifetime(
    ServerCore server,
    SessionTable sessions,
    UnarySessionTable unarySessions,
    ServerDrain drain,
    CpuLane cpuLane,
    MemoryHost memory,
    ServerInstruments instruments,
    WatchdogThread watchdog) : IHostedLifecycleService
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        memory.Sweep();
        instruments.Begin();
        if (server.Options.WatchdogAfter > TimeSpan.Zero) watchdog.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The web server waits for its open streams when it stops: so sessions end before, here.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => DrainAsync();

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        watchdog.Dispose();
        instruments.Dispose();
        await server.Host.DisposeAsync();
        cpuLane.Dispose();
        memory.Dispose();
    }

    private async Task DrainAsync()
    {
        await drain.RunOutAsync(server.Options.DrainTimeout);
        ServerSession[] open = [.. sessions.All];
        await Task.WhenAll(open.Select(session => session.AllReadAsync(LastWords)));
        var goodbye = new ServerUnavailableException("The server has shut down.");
        await Task.WhenAll(open.Select(session => session.DismissAsync(goodbye, LastWords)));
        foreach (ServerSession session in open) sessions.End(session);
        foreach (UnarySession session in unarySessions.All)
        {
            unarySessions.End(
                session,
                new OutcomeUnknownException("The server shut down while the call ran."),
                new ServerUnavailableException("The server shut down; the call did not run."));
        }
    }
}
