using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;

namespace ObjectServer.Benchmarks.Values;

/// <summary>Large values, many records, events for many, long sequences: what is measured, beside what, and what is asked of it.</summary>
internal static class ValueCases
{
    private const string GrpcLink = "http";
    private const string SocketLink = "unix";

    private static readonly Metric Throughput = new(
        "GB/s", figures => figures.CallsPerSecond * ValueProgram.Elements * sizeof(double) / 1e9);

    /// <summary>All cases.</summary>
    public static IReadOnlyList<ComparedCase> All()
    {
        List<ComparedCase> cases = [];
        foreach ((string id, ValueKind kind) in new[] { ("array-up", ValueKind.ArrayUp), ("array-down", ValueKind.ArrayDown) })
        {
            PythonContender python = PythonPeers.Values(id);
            Comparison bytes = new(Grpc("bytes", kind), Bar.AtLeast(1.2));
            Comparison bare = new(new ValueContender($"bare HTTP/2 body, {id}", ServerKind.BareHttp, Transport.Tcp, kind));
            Comparison managed = new(python, Bar.AtLeast(1.2));
            cases.Add(new($"{id}-grpc", GrpcLink, Throughput, Ours(Transport.Tcp, kind), [new(null, Bar.AtLeast(1)), bytes, managed, bare]));

            // Python's manager has a Unix socket there, whose head start over HTTP/2 depends on the hour.
            Comparison managedBeside = kind == ValueKind.ArrayUp ? new(python) : managed;
            cases.Add(new($"{id}-grpc-remote", GrpcLink, Throughput, FromElsewhere(kind), [bytes, managedBeside, bare]));
            cases.Add(new($"{id}-unix", SocketLink, Throughput, Ours(Transport.Unix, kind),
            [
                new(new ValueContender($"raw socket, Unix, {id}", ServerKind.RawArrays, Transport.Unix, kind), Bar.AtLeast(0.55)),
                new(python),
            ]));
        }

        PythonContender records = PythonPeers.Values("record-list");
        Comparison[] besideRecords = [new(Grpc("repeated messages", ValueKind.RecordList), Bar.AtLeast(0.4)), new(records)];
        cases.Add(new("record-list", GrpcLink, Metric.Rate, Ours(Transport.Tcp, ValueKind.RecordList), besideRecords));
        cases.Add(new("record-list-remote", GrpcLink, Metric.Rate, FromElsewhere(ValueKind.RecordList), besideRecords));
        cases.Add(new("event-fanout", SocketLink, Metric.PerSecond, Fanout(Transport.Unix), [new(null, Bar.AtLeast(300_000))]));
        cases.Add(new("event-fanout-grpc", GrpcLink, Metric.PerSecond, Fanout(Transport.Tcp), [new(null)]));
        Comparison[] besideItems =
        [
            new(null, Bar.AtLeast(2_000_000)),
            new(Grpc("server streaming, a message for each", ValueKind.StreamItems), Bar.AtLeast(3)),
        ];
        cases.Add(new("stream-items", GrpcLink, Metric.PerSecond, Ours(Transport.Tcp, ValueKind.StreamItems), besideItems));
        cases.Add(new("stream-items-remote", GrpcLink, Metric.PerSecond, FromElsewhere(ValueKind.StreamItems), besideItems));
        return cases;
    }

    /// <summary>Measures them.</summary>
    public static Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) => InterleavedRounds.RunAsync(All(), plan);

    private static ValueContender Ours(Transport transport, ValueKind kind) =>
        new($"ours, {transport.Name()}, {kind}", ServerKind.ObjectServer, transport, kind);

    private static ValueContender FromElsewhere(ValueKind kind) =>
        new($"ours, {Transport.Tcp.Name()}, as from elsewhere, {kind}", ServerKind.ObjectServer, Transport.Tcp, kind, ServedProcess.AsFromElsewhere);

    private static ValueContender Grpc(string how, ValueKind kind) => new($"gRPC, {how}, {kind}", ServerKind.Grpc, Transport.Tcp, kind);

    private static FanoutContender Fanout(Transport transport) => new(
        $"ours, {transport.Name()}, {FanoutContender.Processes * FanoutContender.Sessions} sessions", transport);
}
