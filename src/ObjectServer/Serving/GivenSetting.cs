namespace ObjectServer.Serving;

/// <summary>What was given for a setting.</summary>
/// <param name="Origin">Where: the flag, the variable, or the file and key.</param>
/// <param name="Values">The values; one, unless the setting is a list.</param>
internal sealed record GivenSetting(string Origin, IReadOnlyList<string> Values);
