using System.CommandLine;
using System.Globalization;
using ObjectServer.Client;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Connecting;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Lists the objects of a server.</summary>
internal static class ListCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var server = new ServerOptions();
        var prefix = new Argument<string?>("prefix") { Description = "Only named objects whose name begins so.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var wide = new Option<bool>("--long") { Description = "Also who holds them, and what runs in them. Where the server has rules, this needs the right to administer." };
        var page = new PageOptions("id", "name", "type", "references", "waiting", "running");
        var command = new Command("ls", "Lists objects: their names, types, references, and the calls that wait for them.") { prefix, json, wide };
        foreach (Option option in page.Selection) command.Add(option);
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(wide) && page.Selection.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } alone) result.AddError($"{alone.Name} is of no use without --long.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(wide))
            {
                await using AdminConnection admin = await server.OpenAdminAsync(parsed, cancel);
                await LongListing.WriteAsync(admin, page.Read(parsed), parsed.GetValue(prefix) ?? "", parsed.GetValue(json), output, cancel);
                return ExitCodes.Done;
            }

            await using ObjectClient client = await server.ConnectAsync(parsed, cancel);
            IReadOnlyList<SharedObjectInfo> all = await client.ListAsync(parsed.GetValue(prefix), cancel);
            if (parsed.GetValue(json)) output.Json(all.Select(static one => Row.Of(one)));
            else if (all.Count == 0) output.Line("No objects.");
            else output.Table(["name", ">object", "type", "contract", ">references", ">waiting", ">longest wait"], all.Select(Cells));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string[] Cells(SharedObjectInfo info) =>
    [
        info.Name ?? "–",
        Number((long)info.Reference.ObjectId),
        info.Type ?? "–",
        info.Contract,
        Number(info.References),
        Number(info.Waiting),
        info.Waiting == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{info.LongestWait.TotalSeconds:0.000} s"),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string? Name, ulong Id, string? Type, string Contract, long References, int Waiting, double LongestWaitSeconds, string Reference)
    {
        public static Row Of(SharedObjectInfo info) => new(
            info.Name, info.Reference.ObjectId, info.Type, info.Contract, info.References, info.Waiting, info.LongestWait.TotalSeconds, info.Reference.ToString());
    }
}
