using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Values;

/// <summary>What a process does that listens: connects many sessions, counts what all of them hear, and writes one line of figures.</summary>
internal static class FanoutProgram
{
    /// <summary>Name of the bell.</summary>
    public const string Bell = "bell";

    /// <summary>The line that says that all sessions listen.</summary>
    public const string Ready = "ready";

    /// <summary>Does it, and goes on listening until the standard input closes, so that the others are not kept waiting.</summary>
    /// <param name="group">Number of the process.</param>
    /// <param name="address">The server's.</param>
    /// <param name="warmup">How long before it is counted.</param>
    /// <param name="duration">How long it is counted.</param>
    public static async Task RunAsync(int group, string address, TimeSpan warmup, TimeSpan duration)
    {
        ObjectClient[] clients = [.. await Task.WhenAll(Enumerable.Range(0, FanoutContender.Sessions).Select(_ => ObjectClient.ConnectAsync(address)))];
        IBell[] bells = await Task.WhenAll(clients.Select(static client => client.GetAsync<IBell>(Bell)));
        var audience = new Audience(bells[0], group, bells.Length);
        for (int i = 0; i < bells.Length; i++) bells[i].Rung += audience.Seat(i);
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadLineAsync();
        await audience.ListenAsync(warmup);
        long before = audience.Heard;
        long start = Stopwatch.GetTimestamp();
        await audience.ListenAsync(duration);
        double rate = (audience.Heard - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Console.Out.WriteLineAsync($"{new Figures { CallsPerSecond = rate }}");
        await Console.In.ReadToEndAsync();
        foreach (ObjectClient client in clients) await client.DisposeAsync();
    }
}
