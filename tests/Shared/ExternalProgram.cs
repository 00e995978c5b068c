using System.ComponentModel;
using System.Diagnostics;

namespace ObjectServer.Testing;

/// <summary>A program that a test runs to its end.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program. One that hangs is killed after three minutes, and reported by an exception.</summary>
    /// <param name="program">The program: a path, or a name to be found as a shell would.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it returned and wrote.</returns>
    public static async Task<Result> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The test runner's own build settings are not those of a build that a test starts.
        foreach (string name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)) start.Environment.Remove(name);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using CancellationTokenSource guard = new(Guard);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} ran for more than {Guard}.");
        }
    }

    /// <summary>Whether a program is there and succeeds.</summary>
    public static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            return (await RunAsync(program, arguments)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What a program returned and wrote.</summary>
    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
    }
}
