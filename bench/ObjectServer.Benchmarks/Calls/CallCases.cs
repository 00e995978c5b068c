using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>Small calls: what is measured, beside what, and what is asked of it.</summary>
internal static class CallCases
{
    private const string GrpcLink = "http";

    /// <summary>All cases. Contenders that stand in several are the same object, and measured once in a round.</summary>
    public static IReadOnlyList<ComparedCase> All(string socketLink)
    {
        ProcessContender async1Remote = FromElsewhere(LoadKind.Async, 1);
        ProcessContender async64Tcp = Ours(Transport.Tcp, LoadKind.Async, 64);
        ProcessContender async1024Tcp = Ours(Transport.Tcp, LoadKind.Async, 1024);
        ProcessContender async1Unix = Ours(Transport.Unix, LoadKind.Async, 1);
        ProcessContender async64Remote = FromElsewhere(LoadKind.Async, 64);
        ProcessContender async1024Remote = FromElsewhere(LoadKind.Async, 1024);
        ProcessContender async64Unix = Ours(Transport.Unix, LoadKind.Async, 64);
        ProcessContender async1024Unix = Ours(Transport.Unix, LoadKind.Async, 1024);
        ProcessContender sync1Tcp = Ours(Transport.Tcp, LoadKind.Blocking, 1);
        ProcessContender sync1Unix = Ours(Transport.Unix, LoadKind.Blocking, 1);
        ProcessContender sync64Unix = Ours(Transport.Unix, LoadKind.Blocking, 64);
        ProcessContender read1Unix = Ours(Transport.Unix, LoadKind.Reading, 1);

        var unaryTcp = new BestUnaryContender(Transport.Tcp);
        var unaryUnix = new BestUnaryContender(Transport.Unix);
        ProcessContender unarySyncTcp = Grpc("unary", Transport.Tcp, TargetKind.GrpcUnary, LoadKind.Blocking, 1);
        ProcessContender unary64Unix = Grpc("unary", Transport.Unix, TargetKind.GrpcUnary, LoadKind.Async, 64);
        ProcessContender signalR64Tcp = SignalR(Transport.Tcp, 64);
        ProcessContender signalR1024Tcp = SignalR(Transport.Tcp, 1024);
        ProcessContender signalR64Unix = SignalR(Transport.Unix, 64);
        PythonContender managerThreads = PythonPeers.Manager("64 threads", "threads", 64);
        PythonContender rpycThreads = PythonPeers.RPyC("64 threads", "Unix", "threads", 64);

        return
        [
            new("call-async-64-grpc", GrpcLink, Metric.Rate, async64Tcp,
            [
                new(unaryTcp, Bar.AtLeast(6)),
                new(signalR64Tcp),
            ]),
            new("call-async-64-grpc-remote", GrpcLink, Metric.Rate, async64Remote,
            [
                new(unaryTcp),
                new(Grpc("duplex stream", Transport.Tcp, TargetKind.GrpcStream, LoadKind.Async, 64)),
                new(Grpc("duplex stream of batches", Transport.Tcp, TargetKind.GrpcBatches, LoadKind.Async, 64)),
                new(signalR64Tcp),
            ]),
            new("call-async-1024-grpc", GrpcLink, Metric.Rate, async1024Tcp,
            [
                new(unaryTcp, Bar.AtLeast(10)),
                new(signalR1024Tcp),
            ]),
            new("call-async-1024-grpc-remote", GrpcLink, Metric.Rate, async1024Remote,
            [
                new(unaryTcp),
                new(Grpc("duplex stream", Transport.Tcp, TargetKind.GrpcStream, LoadKind.Async, 1024)),
                new(Grpc("duplex stream of batches", Transport.Tcp, TargetKind.GrpcBatches, LoadKind.Async, 1024)),
                new(signalR1024Tcp),
            ]),
            new("call-async-64-unix", socketLink, Metric.Rate, async64Unix,
            [
                new(unaryUnix, Bar.AtLeast(8)),
                new(managerThreads, Bar.AtLeast(12)),
                new(Grpc("duplex stream", Transport.Unix, TargetKind.GrpcStream, LoadKind.Async, 64)),
                new(signalR64Unix),
                new(rpycThreads),
            ]),
            new("call-async-1024-unix", socketLink, Metric.Rate, async1024Unix,
            [
                new(unaryUnix, Bar.AtLeast(12)),
                new(null, Bar.AtLeast(1_000_000)),
                new(Grpc("duplex stream", Transport.Unix, TargetKind.GrpcStream, LoadKind.Async, 1024)),
                new(SignalR(Transport.Unix, 1024)),
            ]),
            new("call-async-1-grpc-remote", GrpcLink, Metric.Median, async1Remote,
            [
                new(Grpc("unary", Transport.Tcp, TargetKind.GrpcUnary, LoadKind.Async, 1)),
                new(SignalR(Transport.Tcp, 1)),
                new(new RawContender(Transport.Tcp, async1Remote)),
            ]),
            new("call-async-1-unix", socketLink, Metric.Median, async1Unix,
            [
                new(Grpc("unary", Transport.Unix, TargetKind.GrpcUnary, LoadKind.Async, 1)),
                new(SignalR(Transport.Unix, 1)),
            ]),
            new("call-sync-1-unix", socketLink, Metric.Median, sync1Unix,
            [
                new(PythonPeers.Manager("call", "call"), Bar.AtMost(0.8)),
                new(Grpc("unary", Transport.Unix, TargetKind.GrpcUnary, LoadKind.Blocking, 1)),
                new(PythonPeers.RPyC("call", "Unix", "call")),
                new(new RawContender(Transport.Unix, sync1Unix)),
            ]),
            new("read-sync-1-unix", socketLink, Metric.Median, read1Unix,
            [
                new(PythonPeers.Manager("attribute", "attribute"), Bar.AtMost(0.8)),
                new(PythonPeers.RPyC("attribute", "Unix", "attribute")),
                new(new RawContender(Transport.Unix, read1Unix)),
            ]),
            new("call-sync-1-grpc", GrpcLink, Metric.Median, sync1Tcp,
            [
                new(unarySyncTcp, Bar.AtMost(1.25)),
                new(PythonPeers.RPyC("call", "TCP", "call")),
            ]),
            new("call-sync-1-grpc-remote", GrpcLink, Metric.Median, FromElsewhere(LoadKind.Blocking, 1), [new(unarySyncTcp, Bar.AtMost(1.25))]),
            new("call-sync-64-unix", socketLink, Metric.Rate, sync64Unix, [new(managerThreads, Bar.AtLeast(4)), new(rpycThreads)]),
            new("call-alloc-unix", socketLink, Metric.AllBytes, async64Unix, [new(null, Bar.AtMost(500)), new(unary64Unix), new(signalR64Unix)]),
            new("call-alloc-unix-client", socketLink, Metric.ClientBytes, async64Unix, [new(null), new(unary64Unix), new(signalR64Unix)]),
            new("call-alloc-unix-server", socketLink, Metric.ServerBytes, async64Unix, [new(null), new(unary64Unix), new(signalR64Unix)]),
            new("local-start", socketLink, Metric.Milliseconds, new LocalStartContender(), [new(null, Bar.AtMost(600))]),
        ];
    }

    /// <summary>Measures them.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) =>
        [.. await InterleavedRounds.RunAsync(All(plan.SocketScheme), plan), .. await TelemetryCases.RunAsync(plan)];

    private static ProcessContender Ours(Transport transport, LoadKind load, int callers) =>
        new($"ours, {transport.Name()}, {load}, {callers}", ServerKind.ObjectServer, transport, TargetKind.Proxy, load, callers);

    private static ProcessContender FromElsewhere(LoadKind load, int callers) =>
        new($"ours, {Transport.Tcp.Name()}, as from elsewhere, {load}, {callers}", ServerKind.ObjectServer, Transport.Tcp, TargetKind.Proxy, load, callers)
        {
            ServerFlags = ServedProcess.AsFromElsewhere,
        };

    private static ProcessContender Grpc(string what, Transport transport, TargetKind target, LoadKind load, int callers) =>
        new($"gRPC {what}, {transport.Name()}, {(load == LoadKind.Async ? $"{callers} in flight" : "blocking")}", ServerKind.Grpc, transport, target, load, callers);

    private static ProcessContender SignalR(Transport transport, int callers) =>
        new($"SignalR, {transport.Name()}, {callers} in flight", ServerKind.SignalR, transport, TargetKind.SignalR, LoadKind.Async, callers);
}
