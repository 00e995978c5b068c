using System.CommandLine;
using ObjectServer.Tool.Completion;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Writes the script by which a shell completes the command line.</summary>
internal static class CompletionCommand
{
    private const string Directive = "[suggest";

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var shell = new Argument<string>("shell") { Description = $"The shell: {string.Join(", ", CompletionScripts.Shells)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new Command("completion", "Writes the script by which a shell completes this program's command line.") { shell };
        command.SetAction(parsed =>
        {
            output.Line(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Whether it is a shell that asks how a command line could go on, which then is no mistake.</summary>
    public static bool IsAsked(string[] arguments) => arguments is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal);
}
