using System.CommandLine;
using ObjectServer.Tool.Objects;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Reads a property.</summary>
internal static class GetCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Argument<string> member = ObjectCommand.Member();
        Option<bool> json = ObjectCommand.Json();
        return ObjectCommand.Create("get", "Reads a property of a named object.", [member, json], async (client, parsed, cancel) =>
        {
            var path = MemberPath.Parse(parsed.GetRequiredValue(member));
            MemberCalls calls = await MemberCalls.GetAsync(client, path.Name, cancel);
            object? value = calls.IsRedacted(path.Member) ? "redacted" : await calls.GetAsync(path.Member, cancel);
            output.Line(parsed.GetValue(json) ? ValueText.Json(value) : ValueText.Of(value));
        });
    }
}
