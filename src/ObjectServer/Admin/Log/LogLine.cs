namespace ObjectServer.Admin.Log;

/// <summary>A line of the server's log.</summary>
/// <param name="Number">From 1, one more for each line.</param>
/// <param name="Time">When it was logged.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Category">Who logged it.</param>
/// <param name="Text">What it says, and of an exception what it is; cut to <see cref="MostCharacters"/>.</param>
internal sealed record LogLine(long Number, DateTimeOffset Time, LogLevel Level, string Category, string Text)
{
    /// <summary>How long a text may be.</summary>
    public const int MostCharacters = 500;
}
