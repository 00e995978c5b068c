using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Objects;
using ObjectServer.Benchmarks.Rivals.GrpcCalls;
using ObjectServer.Benchmarks.Rivals.RawSockets;
using ObjectServer.Benchmarks.Rivals.SignalRCalls;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>What a client process does: connects, calls, and writes lines of figures.</summary>
internal static class ClientProgram
{
    /// <summary>Calls once, and writes one line.</summary>
    public static async Task RunAsync(ClientRequest request, TimeSpan warmup, TimeSpan duration)
    {
        await using CallTarget target = await ConnectAsync(request);
        var load = new LoadRun(target, request.Load, request.Callers);
        await Console.Out.WriteLineAsync($"{load.Run(warmup, duration)}");
    }

    /// <summary>Calls whenever it is told to, and writes a line each time.</summary>
    public static async Task TakeTurnsAsync(ClientRequest request)
    {
        await using CallTarget target = await ConnectAsync(request);
        await TurnsProgram.RunAsync(target, request.Load, request.Callers);
    }

    private static async Task<CallTarget> ConnectAsync(ClientRequest request) => request.Target switch
    {
        TargetKind.Proxy => await ProxyTarget.ConnectAsync(request.Address),
        TargetKind.Creation => await CreationTarget.ConnectAsync(request.Address),
        TargetKind.GrpcUnary => await GrpcUnaryTarget.ConnectAsync(request.Address, request.Channels),
        TargetKind.GrpcStream => await GrpcStreamTarget.ConnectAsync(request.Address),
        TargetKind.GrpcBatches => await GrpcBatchTarget.ConnectAsync(request.Address),
        TargetKind.SignalR => await SignalRTarget.ConnectAsync(request.Address),
        TargetKind.Raw => new RawTarget(request.Address, request.Callers, request.Sizes),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Target, "There is no such target."),
    };
}
