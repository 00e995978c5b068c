using System.Globalization;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>
/// What a client process does that calls when it is its turn: each line that it reads, <c>W S</c>, makes it call for W seconds, and measure for S
/// more. Each is answered by a line. It ends with its input.
/// </summary>
internal static class TurnsProgram
{
    /// <summary>How the line begins that says that it is ready.</summary>
    public const string Ready = "ready";

    /// <summary>How an answer begins; figures follow.</summary>
    public const string Called = "called ";

    /// <summary>Does it.</summary>
    public static async Task RunAsync(CallTarget target, LoadKind load, int callers)
    {
        await Console.Out.WriteLineAsync(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            Figures figures = new LoadRun(target, load, callers).Run(Seconds(words[0]), Seconds(words[1]));
            await Console.Out.WriteLineAsync($"{Called}{figures}");
        }
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
