namespace ObjectServer.Admin;

/// <summary>A part of a listing.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Entries">The entries.</param>
/// <param name="Found">How many entries there are that the search finds, those of other pages included.</param>
/// <param name="Total">How many there are, whether found or not.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Entries, int Found, int Total);
