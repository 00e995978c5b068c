using System.Globalization;

namespace ObjectServer.Serving;

/// <summary>
/// Reads settings: the command line wins over the environment, and that over the settings file; a list is taken whole from the first
/// of them that has it. What is wrong is collected, to be told all at once.
/// </summary>
internal sealed class SettingReader(ServerCommandLine flags, SettingsFile file)
{
    private static readonly Dictionary<string, bool> Switches = new() { [Settings.On] = true, ["false"] = false };

    /// <summary>What is wrong, one line each.</summary>
    public List<string> Faults { get; } = [.. file.UnknownKeys()];

    /// <summary>What was given for a setting; null when nothing was. An empty variable counts as none.</summary>
    public GivenSetting? Find(Setting setting)
    {
        GivenSetting? given = FindAny(setting);
        if (given is null || given.Values.All(value => value.Length > 0)) return given;
        Faults.Add($"{given.Origin}: the value is empty.");
        return null;
    }

    /// <summary>What was given for a setting whose values may be empty, too; null when nothing was.</summary>
    public GivenSetting? FindAny(Setting setting) => flags.Find(setting) ?? Variable(setting) ?? file.Find(setting);

    /// <summary>The value of a setting that is not a list; null when none was given.</summary>
    public (string Origin, string Value)? Single(Setting setting)
    {
        GivenSetting? given = Find(setting);
        if (given is null) return null;
        if (given.Values.Count == 1) return (given.Origin, given.Values[0]);
        Faults.Add($"{given.Origin}: {given.Values.Count} values were given; it takes one.");
        return null;
    }

    /// <summary>A whole number.</summary>
    public long Whole(Setting setting, long standard, long least, long most)
    {
        if (Single(setting) is not { } given) return standard;
        if (long.TryParse(given.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= least && value <= most)
        {
            return value;
        }

        string range = most == long.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        Faults.Add($"{given.Origin}: \"{given.Value}\" is not a whole number {range}.");
        return standard;
    }

    /// <summary>A number of seconds.</summary>
    public TimeSpan Seconds(Setting setting, TimeSpan standard, TimeSpan most)
    {
        if (Single(setting) is not { } given) return standard;
        if (double.TryParse(given.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value <= most.TotalSeconds)
        {
            return TimeSpan.FromSeconds(value);
        }

        Faults.Add($"{given.Origin}: \"{given.Value}\" is not a number of seconds from 0 to {most.TotalSeconds}.");
        return standard;
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(Setting setting, T standard, IReadOnlyDictionary<string, T> words)
    {
        if (Single(setting) is not { } given) return standard;
        foreach ((string word, T value) in words)
        {
            if (word.Equals(given.Value, StringComparison.OrdinalIgnoreCase)) return value;
        }

        Faults.Add($"{given.Origin}: \"{given.Value}\" is none of {string.Join(", ", words.Keys)}.");
        return standard;
    }

    /// <summary>Whether something is switched on.</summary>
    public bool Switch(Setting setting, bool standard) => Word(setting, standard, Switches);

    private static GivenSetting? Variable(Setting setting)
    {
        const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string name in new[] { setting.Variable, setting.StandardVariable }.OfType<string>())
        {
            string? text = Environment.GetEnvironmentVariable(name);
            if (!string.IsNullOrEmpty(text)) return new GivenSetting(name, setting.Repeatable ? text.Split(';', Parts) : [text]);
        }

        return null;
    }
}
