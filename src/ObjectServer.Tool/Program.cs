using System.CommandLine;
using ObjectServer.Tool.Commands;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool;

/// <summary>The program: one command, its output, and what it returns.</summary>
internal static class Program
{
    // How long a command that is told to stop may take to write what it has.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A word that begins with @ is the name of an object, not of a file with more words.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    private static async Task<int> Main(string[] arguments)
    {
        var output = new Output();
        ParseResult parsed = ToolCommandLine.Create(output).Parse(arguments, Configuration);
        if (parsed.Errors.Count > 0 && !CompletionCommand.IsAsked(arguments))
        {
            string help = parsed.CommandResult.Command is RootCommand ? "objectserver --help" : $"objectserver {parsed.CommandResult.Command.Name} --help";
            string fault = parsed.UnmatchedTokens is [var unknown, ..] ? $"\"{unknown}\" is not known." : parsed.Errors[0].Message;
            output.Fail($"{fault} See {help}.");
            return ExitCodes.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ServeCommand.Is(parsed) ? null : Patience });
        }
        catch (Exception e)
        {
            output.Fail(ExitCodes.TextOf(e));
            return ExitCodes.Of(e);
        }
    }
}
