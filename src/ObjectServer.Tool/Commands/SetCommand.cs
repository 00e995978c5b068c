using System.CommandLine;
using ObjectServer.Tool.Objects;

namespace ObjectServer.Tool.Commands;

/// <summary>Writes a property.</summary>
internal static class SetCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> member = ObjectCommand.Member();
        var value = new Argument<string>("value") { Description = "The value, as JSON or as a plain scalar; @name for an object, null for nothing." };
        return ObjectCommand.Create("set", "Writes a property of a named object.", [member, value], async (client, parsed, cancel) =>
        {
            var path = MemberPath.Parse(parsed.GetRequiredValue(member));
            MemberCalls calls = await MemberCalls.GetAsync(client, path.Name, cancel);
            await calls.SetAsync(path.Member, parsed.GetRequiredValue(value), cancel);
        });
    }
}
