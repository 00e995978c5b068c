using System.CommandLine;
using ObjectServer.Tool.Objects;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Shows what can be done with a named object.</summary>
internal static class DescribeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var name = new Argument<string>("name") { Description = "The object's name." };
        Option<bool> json = ObjectCommand.Json();
        return ObjectCommand.Create("describe", "Shows the members of a named object.", [name, json], async (client, parsed, cancel) =>
        {
            MemberCalls calls = await MemberCalls.GetAsync(client, parsed.GetRequiredValue(name), cancel);
            MemberDescription[] members = [.. calls.Contract.Members.Select(static one => one.Description).Where(static one => one.Kind != MemberKind.Remover)];
            if (parsed.GetValue(json))
            {
                output.Json(new { Contract = calls.Contract.Remote.Name, Members = members.Select(Row) });
                return;
            }

            output.Line(calls.Contract.Remote.Name);
            output.Table(["kind", "member", "type", "remarks"], members.Select(static one => new[] { KindOf(one), MemberText.Of(one), MemberText.ResultOf(one), RemarksOf(one) }));
        });
    }

    private static object Row(MemberDescription member) => new
    {
        Kind = KindOf(member),
        member.Name,
        member.Signature,
        Result = member.ResultType,
        Parameters = member.Parameters.Select(static one => new { one.Name, one.Type, one.Optional }),
        member.ReadOnly,
        member.OneWay,
        member.CpuBound,
        member.Asynchronous,
        member.Documentation,
    };

    private static string KindOf(MemberDescription member) => member.Kind switch
    {
        MemberKind.Getter => "get",
        MemberKind.Setter => "set",
        MemberKind.Adder => "event",
        _ => "call",
    };

    private static string RemarksOf(MemberDescription member) => string.Join(", ", new[]
    {
        member.ReadOnly ? "read-only" : null, member.OneWay ? "one-way" : null, member.CpuBound ? "computes" : null, member.Asynchronous ? "asynchronous" : null,
    }.OfType<string>());
}
