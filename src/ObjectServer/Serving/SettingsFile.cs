using System.Text.Json;

namespace ObjectServer.Serving;

/// <summary>The settings file: the section <c>ObjectServer</c>, and <c>Serilog</c> for more than a log level.</summary>
internal sealed class SettingsFile
{
    private const string DefaultName = "appsettings.json";

    private static readonly string AllKeys = string.Join(", ", Settings.All.Select(setting => setting.Key));

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
        IConfigurationSection? section = Content?.GetSection(Setting.Section).GetSection(setting.Key);
        if (section?.Exists() != true) return null;
        string origin = $"{Name}, {Setting.Section}:{setting.Key}";
        if (section.Value is { } value) return new GivenSetting(origin, [value]);
        return new GivenSetting(origin, [.. section.GetChildren().Select(child => child.Value ?? "")]);
    }

    /// <summary>One line for each key of the section that is no setting: a misspelt setting must not pass for one that holds.</summary>
    public IEnumerable<string> UnknownKeys() =>
        (Content?.GetSection(Setting.Section).GetChildren() ?? [])
        .Where(child => !Settings.All.Any(setting => setting.Key.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(child => $"{Name}: {child.Path} is not a setting. Settings are {AllKeys}.");
}
