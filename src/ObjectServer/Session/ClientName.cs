namespace ObjectServer.Session;

/// <summary>What a client calls itself, or an object, as it may stand in lists and logs: one line, and not a long one.</summary>
internal static class ClientName
{
    private const int MostCharacters = 128;

    /// <summary>The name without what would break a line or hide a part of it.</summary>
    /// <param name="given">As it was given.</param>
    /// <param name="most">How many characters are kept.</param>
    public static string Of(string given, int most = MostCharacters) =>
        string.Concat((given.Length <= most ? given : given[..most]).Select(one => char.IsControl(one) ? '?' : one));
}
