using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ObjectServer.Admin.Log;
using ObjectServer.Dispatch;
using ObjectServer.Memory;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <summary>
/// A running server as its administrators see it. Nothing here changes anything or waits, and nothing is kept for it between two looks; what is
/// given is how things were a moment ago, while calls went on. Whoever asks must have the right to, which is not looked at here. Calls may overlap.
/// </summary>
internal sealed partial class ServerView(
    ServerCore server, SessionTable sessions, UnarySessionTable unarySessions, CpuLane cpuLane, MemoryHost memory, LogTail log, IServiceProvider services)
{
    private static readonly string Version =
        typeof(ServerView).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The last lines of the server's log.</summary>
    public LogTail Log => log;

    private ObjectTable Objects => server.Host.Objects;

    /// <summary>How the server is, in numbers.</summary>
    public ServerOverview Overview()
    {
        IOpenSession[] open = [.. sessions.All, .. unarySessions.All];
        return new ServerOverview
        {
            ServerId = server.Identity.Id,
            Generation = server.Identity.Generation,
            Version = Version,
            ProcessId = Environment.ProcessId,
            Started = server.Started,
            Taken = server.Time.GetUtcNow(),
            Addresses = Addresses(),
            IsDraining = server.Host.IsDraining,
            Sessions = open.Length,
            SessionsAway = open.Count(static session => session.AwayFor is not null),
            Objects = Objects.Count,
            Calls = server.Past.Calls + open.Sum(static session => session.CallCount),
            Errors = server.Past.Failed + open.Sum(static session => session.FailureCount),
            PendingCalls = open.Sum(static session => session.Running),
            CpuLaneThreads = cpuLane.Threads,
            CpuLaneRunning = cpuLane.Running,
            CpuLaneWaiting = cpuLane.Waiting,
            ThreadPoolThreads = ThreadPool.ThreadCount,
            ThreadPoolQueue = ThreadPool.PendingWorkItemCount,
            HeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            WorkingSetBytes = Environment.WorkingSet,
            SharedMemoryBytes = memory.TotalBytes,
        };
    }

    private string[] Addresses() => [.. services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
