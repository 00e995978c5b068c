using System.Globalization;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>
/// What a client process with many sessions does, told line by line: <c>sessions N</c> makes it have so many, <c>call N W S</c> calls by all of
/// them with N callers each, for W seconds before and S while it measures. Each is answered by a line. It ends with its input.
/// </summary>
internal static class SessionsProgram
{
    /// <summary>How the answer to a number of sessions begins.</summary>
    public const string Ready = "ready";

    /// <summary>How the answer to calls begins; figures follow.</summary>
    public const string Called = "called ";

    /// <summary>Does it.</summary>
    public static async Task RunAsync(string address)
    {
        await using var sessions = new SessionsTarget(address);
        while (await Console.In.ReadLineAsync() is { } line) await Console.Out.WriteLineAsync(await DoAsync(sessions, line.Split(' ')));
    }

    private static async Task<string> DoAsync(SessionsTarget sessions, string[] words)
    {
        if (words is ["sessions", var count])
        {
            await sessions.ResizeAsync(Number(count));
            return Ready;
        }

        if (words is ["call", var callers, var warmup, var seconds])
            return $"{Called}{Call(sessions, Number(callers), Seconds(warmup), Seconds(seconds))}";
        throw new ArgumentException($"\"{string.Join(' ', words)}\" is nothing that can be done.", nameof(words));
    }

    private static Figures Call(SessionsTarget sessions, int callers, TimeSpan warmup, TimeSpan duration) =>
        sessions.Count == 0
        ? new Figures { CallsPerSecond = 0 }
        : new LoadRun(sessions, LoadKind.Async, callers * sessions.Count).Run(warmup, duration);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
