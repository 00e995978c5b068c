using System.CommandLine;
using ObjectServer.Client;
using ObjectServer.Tool.Objects;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Creates a named object.</summary>
internal static class CreateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var type = new Argument<string>("type") { Description = "The registered type, or one that every server has, such as SharedDictionary<string,int>." };
        Argument<string[]> values = ObjectCommand.Values();
        var name = new Option<string>("--name") { Description = "The object's name, which keeps it when this command has ended.", HelpName = "name", Required = true };
        return ObjectCommand.Create("create", "Creates a named object.", [type, values, name], async (client, parsed, cancel) =>
        {
            var arguments = new List<object?>();
            foreach (string text in parsed.GetValue(values) ?? [])
                arguments.Add(text.StartsWith('@') ? await client.GetDynamicAsync(text[1..], cancel) : ArgumentText.Untyped(text));
            object created = await client.CreateDynamicAsync(
                parsed.GetRequiredValue(type), [.. arguments], new CreateOptions { Name = parsed.GetRequiredValue(name) }, cancel);
            output.Line($"{created}");
        });
    }
}
