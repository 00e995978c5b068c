using System.CommandLine;
using ObjectServer.Tool.Connecting;

namespace ObjectServer.Tool.Administration;

/// <summary>What the commands have in common that ask the administrators' service.</summary>
internal static class AdminCommand
{
    /// <summary>Builds a command that connects, does something, and is done.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parts">Its arguments and options.</param>
    /// <param name="run">Does it.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> parts, Func<AdminConnection, ParseResult, CancellationToken, Task> run)
    {
        var server = new ServerOptions();
        var command = new Command(name, description);
        foreach (Symbol part in parts)
        {
            if (part is Argument argument) command.Add(argument);
            else command.Add((Option)part);
        }

        server.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            await using AdminConnection connection = await server.OpenAdminAsync(parsed, cancel);
            await run(connection, parsed, cancel);
            return ExitCodes.Done;
        });
        return command;
    }
}
