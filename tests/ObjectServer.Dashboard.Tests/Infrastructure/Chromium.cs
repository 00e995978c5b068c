namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>The browser that the tests drive: the system's own, found as a shell would find it.</summary>
internal static class Chromium
{
    private const string Name = "chromium";

    private static readonly Lazy<string?> PathOnce = new(Find);

    /// <summary>Its full path; null where there is none.</summary>
    public static string? Path => PathOnce.Value;

    /// <summary>What is missing on this machine and how to install it; null where nothing is.</summary>
    public static string? Missing => Path is null ? $"Missing: {Name}. Install with: apt-get install -y {Name}" : null;

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
}
