using System.Text.RegularExpressions;

namespace ObjectServer.Serving;

/// <summary>How a file with a key is given: by its path, or as name=path.</summary>
internal static partial class KeyFileArgument
{
    /// <summary>Takes it apart.</summary>
    /// <param name="given">What was given.</param>
    /// <returns>The name of the key, null for none; the full path of its file.</returns>
    public static (string? Name, string Path) Parse(string given)
    {
        Match named = Named().Match(given);
        return named.Success ? (named.Groups["name"].Value, Path.GetFullPath(named.Groups["path"].Value)) : (null, Path.GetFullPath(given));
    }

    [GeneratedRegex("^(?<name>[A-Za-z0-9_.-]{1,64})=(?<path>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
