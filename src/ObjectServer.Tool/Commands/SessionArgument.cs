using System.CommandLine;
using System.Globalization;

namespace ObjectServer.Tool.Commands;

/// <summary>The argument that says which session is meant.</summary>
internal static class SessionArgument
{
    /// <summary>Builds it.</summary>
    /// <param name="required">It must be given.</param>
    public static Argument<ulong?> Create(bool required) => new("session")
    {
        Description = "The number of the session, as sessions lists it.",
        Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        HelpName = "SESSION",
        CustomParser = static argument =>
        {
            string text = argument.Tokens[0].Value;
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number > 0) return number;
            argument.AddError($"\"{text}\" is not the number of a session, as objectserver sessions lists it.");
            return null;
        },
    };
}
