using System.Text.RegularExpressions;
using ObjectServer.Session.Access;

namespace ObjectServer.Serving;

/// <summary>The rules that the program is given, as text: <c>create,call type=counter name=reports/ by key:readers</c>.</summary>
internal static partial class AllowSettings
{
    private const string Form = "A rule has the form \"create,call,delete,administer type=TYPE name=PREFIX by WHO\": one or several of the four, or \"all\"; "
        + "type and name may be left out, and stand in \"\" where they have spaces; WHO is anybody, own-process, key, key:NAME or certificate:SUBJECT.";

    private static readonly Dictionary<string, ObjectPermissions> Permissions =
        Enum.GetValues<ObjectPermissions>().Where(one => one != ObjectPermissions.None).ToDictionary(one => one.ToString().ToLowerInvariant());

    /// <summary>Reads the rules into options.</summary>
    /// <param name="reader">Where settings come from, and faults go to.</param>
    /// <param name="options">Gets the rules, and has the keys.</param>
    public static void Read(SettingReader reader, ObjectServerOptions options)
    {
        if (reader.Find(Settings.Allow) is not { } given) return;
        foreach (string text in given.Values)
        {
            if (TryParse(text) is not { } rule)
                reader.Faults.Add($"{given.Origin}: \"{text}\" is no rule. {Form}");
            else if (rule.Clients.KeyName is { } key && (key.Length == 0 ? options.AuthKey is null : !options.AuthKeys.ContainsKey(key)))
                reader.Faults.Add($"{given.Origin}: \"{text}\" is for clients with a key that this server does not have. Give it by {Settings.AuthKeyFile.Flag}.");
            else
                options.Rules.Add(rule);
        }
    }

    /// <summary>The rule that a text says; null when it says none.</summary>
    public static AccessRule? TryParse(string text)
    {
        Match match = Rule().Match(text);
        if (!match.Success || TryClients(match.Groups["who"].Value) is not { } clients) return null;
        ObjectPermissions what = ObjectPermissions.None;
        foreach (string word in match.Groups["what"].Value.Split(','))
        {
            if (!Permissions.TryGetValue(word, out ObjectPermissions one)) return null;
            what |= one;
        }

        string? type = Text(match.Groups["type"]);
        return type is "" ? null : new AccessRule(clients, what, type, Text(match.Groups["name"]));
    }

    private static AllowedClients? TryClients(string who) => who switch
    {
        "anybody" => AllowedClients.Anybody,
        "own-process" => AllowedClients.OwnProcess,
        "key" => AllowedClients.WithKey(),
        _ when who.StartsWith("key:", StringComparison.Ordinal) && who.Length > 4 => AllowedClients.WithKey(who[4..]),
        _ when who.StartsWith("certificate:", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(who[12..]) => AllowedClients.WithCertificate(who[12..]),
        _ => null,
    };

    private static string? Text(Group group) => group.Success ? group.Value.Trim('"') : null;

    [GeneratedRegex(
        """^(?<what>[a-z,]+)(\s+type=(?<type>"[^"]*"|[^\s"]*))?(\s+name=(?<name>"[^"]*"|[^\s"]*))?\s+by\s+(?<who>\S.*)$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
