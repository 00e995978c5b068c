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
        ListCommand.Create(output),
        DescribeCommand.Create(output),
        CreateCommand.Create(output),
        GetCommand.Create(output),
        SetCommand.Create(),
        CallCommand.Create(output),
        DeleteCommand.Create(),
        PingCommand.Create(output),
        StatusCommand.Create(output),
        SessionsCommand.Create(output),
        LocksCommand.Create(output),
        WatchCommand.Create(output),
        LogCommand.Create(output),
        KickCommand.Create(output),
        DrainCommand.Create(output),
        MemoryCommand.Create(output),
        SweepCommand.Create(output),
        ServeCommand.Create(),
        ShutdownCommand.Create(output),
        CompletionCommand.Create(output),
    };
}
