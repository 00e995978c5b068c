using System.CommandLine;
using ObjectServer.Client;
using ObjectServer.Tool.Connecting;

namespace ObjectServer.Tool.Commands;

/// <summary>What the commands have in common that do something with one object.</summary>
internal static class ObjectCommand
{
    /// <summary>Builds a command that connects, does something, and is done.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parts">Its arguments and options.</param>
    /// <param name="run">Does it.</param>
    public static Command Create(string name, string description, IEnumerable<Symbol> parts, Func<ObjectClient, ParseResult, CancellationToken, Task> run) =>
        ConnectedCommand.Create(name, description, parts, static (server, parsed, cancel) => server.ConnectAsync(parsed, cancel), run);

    /// <summary>The argument that says which member is meant.</summary>
    public static Argument<string> Member() => new("member") { Description = "The object's name, a dot, and the member's name, such as model.Temperature.", HelpName = "NAME.Member" };

    /// <summary>The arguments of a call.</summary>
    public static Argument<string[]> Values() => new("arguments")
    {
        Description = "Each as JSON or as a plain scalar; @name for an object, null for nothing. Behind -- one may begin with a dash.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The option to write JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Writes JSON." };
}
