namespace ObjectServer.Serving;

/// <summary>A setting of the program: one name in three spellings, for the command line, the environment and the settings file.</summary>
/// <param name="Flag">The flag, such as <c>--max-calls</c>.</param>
/// <param name="ValueName">What its value is called in the help.</param>
/// <param name="Description">What it does and what holds without it.</param>
/// <param name="Repeatable">Whether it is a list.</param>
/// <param name="IsSwitch">Whether the flag alone switches it on.</param>
/// <param name="StandardVariable">A variable that many programs heed, behind its own; null for none.</param>
/// <param name="OtherPlace">Where it is in the settings file, when not in the program's section; null for there.</param>
internal sealed record Setting(
    string Flag, string ValueName, string Description, bool Repeatable = false, bool IsSwitch = false, string? StandardVariable = null, string? OtherPlace = null)
{
    /// <summary>The section of the settings file.</summary>
    public const string Section = "ObjectServer";

    /// <summary>The section of what the program tells of itself.</summary>
    public const string TelemetrySection = "Telemetry";

    /// <summary>The environment variable, such as <c>OBJECTSERVER_MAX_CALLS</c>.</summary>
    public string Variable { get; } = "OBJECTSERVER_" + Flag[2..].Replace('-', '_').ToUpperInvariant();

    /// <summary>Where it is in the settings file, such as <c>ObjectServer:MaxCalls</c>.</summary>
    public string Place => OtherPlace ?? $"{Section}:{Key}";

    /// <summary>The key in the settings file's section, such as <c>MaxCalls</c>.</summary>
    public string Key { get; } = string.Concat(Flag[2..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
