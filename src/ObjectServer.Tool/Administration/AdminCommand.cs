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
    public static Command Create(string name, string description, IEnumerable<Symbol> parts, Func<AdminConnection, ParseResult, CancellationToken, Task> run) =>
        ConnectedCommand.Create(name, description, parts, static (server, parsed, cancel) => server.OpenAdminAsync(parsed, cancel), run);
}
