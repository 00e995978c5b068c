using System.CommandLine;

namespace ObjectServer.Tool.Connecting;

/// <summary>What all commands have in common that connect, do something, and are done.</summary>
internal static class ConnectedCommand
{
    /// <summary>Builds one.</summary>
    /// <typeparam name="T">What it connects by.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parts">Its arguments and options.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="run">Does it.</param>
    public static Command Create<T>(
        string name,
        string description,
        IEnumerable<Symbol> parts,
        Func<ServerOptions, ParseResult, CancellationToken, Task<T>> connect,
        Func<T, ParseResult, CancellationToken, Task> run)
        where T : IAsyncDisposable
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
            await using T connection = await connect(server, parsed, cancel);
            await run(connection, parsed, cancel);
            return ExitCodes.Done;
        });
        return command;
    }
}
