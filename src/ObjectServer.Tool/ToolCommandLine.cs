using System.CommandLine;
using ObjectServer.Tool.Commands;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool;

/// <summary>All commands of the program.</summary>
internal static class ToolCommandLine
{
    /// <summary>Builds the command line.</summary>
    /// <param name="output">Where the commands write.</param>
    public static RootCommand Create(Output output) => new($"Looks after object servers. Exit codes: {ExitCodes.Help}.")
    {
        MemoryCommand.Create(output),
        SweepCommand.Create(output),
    };
}
