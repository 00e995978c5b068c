using System.CommandLine;
using ObjectServer.Client;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Takes away the shared memory that servers have left that were killed.</summary>
internal static class SweepCommand
{
    private const string Variable = "OBJECTSERVER_MEMORY_DIRECTORY";

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var directory = new Option<string?>("--directory")
        {
            Description = $"Directory in which the servers keep shared memory. Default: {Variable}, else {SharedMemoryDirectory.Default}.",
            HelpName = "path",
        };
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var command = new Command(
            "sweep", "Takes away the shared memory that servers of this user have left that were killed. Takes nothing of a server that lives.")
        {
            directory, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(directory), parsed.GetValue(json), output));
        return command;
    }

    private static int Run(string? given, bool json, Output output)
    {
        string path = given ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : SharedMemoryDirectory.Default);
        if (!Directory.Exists(path)) throw new UsageException($"There is no directory {path}. Give the one that the servers use by --directory.");
        SweptMemory swept = SharedMemoryDirectory.Sweep(path);
        if (json) output.Json(swept);
        else if (swept.Servers == 0) output.Line($"Nothing to sweep in {path}.");
        else output.Line($"Took away {Count(swept.Segments, "segment")} of {Count(swept.Servers, "dead server")} in {path}: {ByteText.Of(swept.Bytes)}.");
        return ExitCodes.Done;
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
