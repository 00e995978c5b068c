using System.Text.Json;

namespace ObjectServer.Serving;

/// <summary>The settings file: the section <c>ObjectServer</c>, and <c>Serilog</c> for more than a log level.</summary>
internal sealed class SettingsFile
{
    private const string DefaultName = "appsettings.json";

    private static readonly string[] Sections = [Setting.Section, Setting.TelemetrySection];

    private SettingsFile(string name, IConfigurationRoot? content)
    {
        Name = name;
        Content = content;
    }

    /// <summary>The file, as it was given.</summary>
    public string Name { get; }

    /// <summary>All that the file says; null without a file.</summary>
    public IConfigurationRoot? Content { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file that was asked for; null for the one in the working directory, if it exists.</param>
    /// <param name="ownFile">Whether a file in the working directory can be meant for this program.</param>
    /// <exception cref="StartException">The file that was asked for does not exist, or the file cannot be read.</exception>
    public static SettingsFile Read(string? path, bool ownFile)
    {
        string name = path ?? DefaultName;
        if (!File.Exists(name))
        {
            if (path is not null) throw new StartException(ExitCodes.BadSettings, $"--config: there is no file {Path.GetFullPath(path)}.");
            return new SettingsFile(name, null);
        }

        if (path is null && !ownFile) return new SettingsFile(name, null);
        try
        {
            using FileStream stream = File.OpenRead(name);
            return new SettingsFile(name, new ConfigurationBuilder().AddJsonStream(stream).Build());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            throw new StartException(ExitCodes.BadSettings, $"{name} cannot be read: {e.InnerException?.Message ?? e.Message}");
        }
    }

    /// <summary>What the file gives for a setting; null when it gives nothing.</summary>
    public GivenSetting? Find(Setting setting)
    {
        IConfigurationSection? section = Content?.GetSection(setting.Place);
        if (section?.Exists() != true) return null;
        string origin = $"{Name}, {setting.Place}";
        if (section.Value is { } value) return new GivenSetting(origin, [value]);
        return new GivenSetting(origin, [.. section.GetChildren().Select(child => child.Value ?? "")]);
    }

    /// <summary>One line for each key of the sections that is no setting: a misspelt setting must not pass for one that holds.</summary>
    public IEnumerable<string> UnknownKeys() =>
        Sections.SelectMany(section => Content?.GetSection(section).GetChildren() ?? [])
        .Where(child => !Settings.All.Any(setting => setting.Place.Equals(child.Path, StringComparison.OrdinalIgnoreCase)))
        .Select(child => $"{Name}: {child.Path} is not a setting. Settings are {Keys(child.Path.Split(ConfigurationPath.KeyDelimiter)[0])}.");

    private static string Keys(string section) => string.Join(", ", Settings.All.Select(setting => setting.Place.Split(ConfigurationPath.KeyDelimiter))
        .Where(place => place[0].Equals(section, StringComparison.OrdinalIgnoreCase)).Select(place => place[1]));
}
