using System.CommandLine;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Shuts a server down.</summary>
internal static class ShutdownCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output) => ObjectCommand.Create(
        "shutdown",
        "Shuts the server down: what runs may finish within the server's limit. The server must have been started with --allow-shutdown.",
        [],
        async (client, _, cancel) =>
        {
            await client.ShutdownServerAsync(cancel);
            output.Line("The server is shutting down.");
        });
}
