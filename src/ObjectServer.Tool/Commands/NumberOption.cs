using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ObjectServer.Tool.Commands;

/// <summary>Options that are numbers within limits.</summary>
internal static class NumberOption
{
    /// <summary>A whole number; null when it is not given.</summary>
    public static Option<int?> Whole(string name, string helpName, string description, int least, int most) => new(name)
    {
        Description = $"{description} From {Text(least)} to {Text(most)}.",
        HelpName = helpName,
        CustomParser = argument => (int?)Read(argument, name, "whole number", NumberStyles.None, least, most),
    };

    /// <summary>A number of seconds, which may be a fraction; null when it is not given.</summary>
    public static Option<double?> Seconds(string name, string description, double least, double most) => new(name)
    {
        Description = $"{description} From {Text(least)} to {Text(most)}.",
        HelpName = "seconds",
        CustomParser = argument => Read(argument, name, "number of seconds", NumberStyles.AllowDecimalPoint, least, most),
    };

    private static double? Read(ArgumentResult argument, string name, string what, NumberStyles style, double least, double most)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most) return value;
        argument.AddError($"{name}: {text} is not a {what} from {Text(least)} to {Text(most)}.");
        return null;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
