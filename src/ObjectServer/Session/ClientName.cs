namespace ObjectServer.Session;

/// <summary>What a client calls itself, or an object, as it may stand in lists and logs: one line, and not a long one.</summary>
internal static class ClientName
{
    private const int MostCharacters = 128;

    /// <summary>The name without what would break a line or hide a part of it.</summary>
    public static string Of(string given) =>
        string.Concat((given.Length <= MostCharacters ? given : given[..MostCharacters]).Select(one => char.IsControl(one) ? '?' : one));
}
