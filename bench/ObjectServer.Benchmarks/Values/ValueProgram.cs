using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.BareHttp;
using ObjectServer.Benchmarks.Rivals.GrpcValues;
using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Values;

/// <summary>What a client process does: connects, sends or fetches one kind of value again and again, and writes one line of figures.</summary>
internal static class ValueProgram
{
    /// <summary>Elements of an array.</summary>
    public const int Elements = 1_000_000;

    /// <summary>Records of a list.</summary>
    public const int Records = 1_000;

    // Ours has gone through them in a tenth of a second, hand-written gRPC in about one.
    private const int Items = 250_000;

    /// <summary>Does it.</summary>
    /// <param name="server">Whose client it is.</param>
    /// <param name="kind">What is sent.</param>
    /// <param name="address">The server's.</param>
    /// <param name="warmup">How long before it is counted.</param>
    /// <param name="duration">How long it is counted.</param>
    public static async Task RunAsync(ServerKind server, ValueKind kind, string address, TimeSpan warmup, TimeSpan duration)
    {
        await using ValueTarget target = await ConnectAsync(server, address);
        Func<Task<long>> use = OperationOf(kind, target);
        await RateAsync(use, warmup);
        await Console.Out.WriteLineAsync($"{new Figures { CallsPerSecond = await RateAsync(use, duration) }}");
    }

    // The last one counts, with all the time that it takes.
    private static async Task<double> RateAsync(Func<Task<long>> use, TimeSpan duration)
    {
        long count = 0;
        long start = Stopwatch.GetTimestamp();
        do count += await use().ConfigureAwait(false);
        while (Stopwatch.GetElapsedTime(start) < duration);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Func<Task<long>> OperationOf(ValueKind kind, ValueTarget target)
    {
        double[] sent = [.. Enumerable.Range(0, Elements).Select(static i => (double)i)];
        return kind switch
        {
            ValueKind.ArrayUp => async () => Check(await target.PutAsync(sent).ConfigureAwait(false), Elements, 1),
            ValueKind.ArrayDown => async () => Check((await target.TakeAsync(Elements).ConfigureAwait(false)).Length, Elements, 1),
            ValueKind.RecordList => async () => Check(await target.ListAsync(Records).ConfigureAwait(false), Records, 1),
            ValueKind.StreamItems => async () => Check(await target.CountAsync(Items).ConfigureAwait(false), Items, Items),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such value."),
        };
    }

    private static long Check(long found, long expected, long counted) =>
        found == expected ? counted : throw new InvalidOperationException($"{found} arrived of {expected}.");

    private static async Task<ValueTarget> ConnectAsync(ServerKind server, string address) => server switch
    {
        ServerKind.ObjectServer => await ProxyValueTarget.ConnectAsync(address),
        ServerKind.Grpc => new GrpcValueTarget(address),
        ServerKind.RawArrays => new RawValueTarget(address),
        ServerKind.BareHttp => new BareHttpValueTarget(address),
        _ => throw new ArgumentOutOfRangeException(nameof(server), server, "It takes no values."),
    };
}
