namespace ObjectServer.Errors;

/// <summary>The sentence with which an error names what there is instead.</summary>
internal static class CandidateText
{
    /// <summary>" Nearest: a, b." or nothing at all when there are no candidates.</summary>
    public static string After(string lead, IReadOnlyList<string>? candidates) =>
        candidates is { Count: > 0 } ? $" {lead}: {string.Join(", ", candidates)}." : "";
}
