using System.CommandLine;
using ObjectServer.Tool.Objects;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Calls a method.</summary>
internal static class CallCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Argument<string> member = ObjectCommand.Member();
        Argument<string[]> values = ObjectCommand.Values();
        Option<bool> json = ObjectCommand.Json();
        return ObjectCommand.Create(
            "call",
            "Calls a method of a named object, and writes what it returns; the items of a sequence as they come, a line each. What it reports goes to the standard error.",
            [member, values, json],
            async (client, parsed, cancel) =>
            {
                var path = MemberPath.Parse(parsed.GetRequiredValue(member));
                Func<object?, string> text = parsed.GetValue(json) ? ValueText.Json : ValueText.Of;
                MemberCalls calls = await MemberCalls.GetAsync(client, path.Name, cancel);
                using var progress = new ProgressLine();
                object? result = await calls.CallAsync(path.Member, parsed.GetValue(values) ?? [], progress, cancel);
                progress.Dispose();
                if (result is IAsyncEnumerable<object?> items)
                {
                    await foreach (object? item in items.WithCancellation(cancel)) output.Line(text(item));
                }
                else if (result is not null || parsed.GetValue(json))
                {
                    output.Line(text(result));
                }
            });
    }
}
