namespace ObjectServer.Benchmarks.Processes;

/// <summary>This program, to be started again for one end of a measurement.</summary>
internal static class OwnProgram
{
    /// <summary>The command line that runs it with arguments.</summary>
    public static IReadOnlyList<string> Command(params IEnumerable<string> arguments)
    {
        string running = Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know where it is.");
        return Path.GetFileNameWithoutExtension(running) == "dotnet"
            ? [running, "exec", typeof(OwnProgram).Assembly.Location, .. arguments]
            : [running, .. arguments];
    }
}
