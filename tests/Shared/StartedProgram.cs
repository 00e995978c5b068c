using System.Globalization;

namespace ObjectServer.Testing;

/// <summary>
/// The words by which a program is started so that Ctrl-C's signal reaches it: a shell's background job, which the tests may be, ignores
/// that signal, and all that it starts does too.
/// </summary>
internal static class StartedProgram
{
    private const string Status = "/proc/self/status";
    private const string Ignored = "SigIgn:";
    private const ulong Interrupt = 1UL << (2 - 1);

    /// <summary>The program and its arguments, behind those of another program where need be.</summary>
    public static string[] Heeding(params string[] words) => IgnoresInterrupt() ? ["/usr/bin/env", "--default-signal=INT", .. words] : words;

    private static bool IgnoresInterrupt()
    {
        if (!File.Exists(Status)) return false;
        string line = File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
    }
}
