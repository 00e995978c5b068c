namespace ObjectServer.Serving;

/// <summary>A setting of the program: one name in three spellings, for the command line, the environment and the settings file.</summary>
/// <param name="Flag">The flag, such as <c>--max-calls</c>.</param>
/// <param name="ValueName">What its value is called in the help.</param>
/// <param name="Description">What it does and what holds without it.</param>
/// <param name="Repeatable">Whether it is a list.</param>
/// <param name="IsSwitch">Whether the flag alone switches it on.</param>
internal sealed record Setting(string Flag, string ValueName, string Description, bool Repeatable = false, bool IsSwitch = false)
{
    /// <summary>The section of the settings file.</summary>
    public const string Section = "ObjectServer";

    /// <summary>The environment variable, such as <c>OBJECTSERVER_MAX_CALLS</c>.</summary>
    public string Variable { get; } = "OBJECTSERVER_" + Flag[2..].Replace('-', '_').ToUpperInvariant();

    /// <summary>The key in the settings file's section, such as <c>MaxCalls</c>.</summary>
    public string Key { get; } = string.Concat(Flag[2..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
