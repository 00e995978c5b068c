using System.CommandLine;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Ends a session.</summary>
internal static class KickCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Argument<ulong?> number = SessionArgument.Create(required: true);
        var reason = new Option<string?>("--reason") { Description = "Told to the client, and logged. At most 200 characters.", HelpName = "text" };
        return AdminCommand.Create(
            "kick",
            "Ends a session as if its client had died: what it held is given back, and its client is told. It may begin another session.",
            [number, reason],
            async (admin, parsed, cancel) =>
            {
                var request = new KickSessionRequest { Number = parsed.GetValue(number)!.Value, Reason = parsed.GetValue(reason) ?? "" };
                KickSessionReply reply = await admin.AskAsync((client, options) => client.KickSessionAsync(request, options), cancel);
                output.Line($"Session {request.Number} of {SafeText.Of(reply.Client)} has ended.");
            });
    }
}
