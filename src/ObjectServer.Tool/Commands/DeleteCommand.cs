using System.CommandLine;

namespace ObjectServer.Tool.Commands;

/// <summary>Takes a named object away.</summary>
internal static class DeleteCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The object's name." };
        return ObjectCommand.Create(
            "delete",
            "Takes a named object away: calls that run may end, later ones fail, whoever holds it.",
            [name],
            (client, parsed, cancel) => client.DeleteAsync(parsed.GetRequiredValue(name), cancel));
    }
}
