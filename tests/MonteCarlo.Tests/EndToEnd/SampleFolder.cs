namespace MonteCarlo.Tests.EndToEnd;

/// <summary>The files of one test: what the sample writes, and the temporary folder in which its server's socket is.</summary>
internal sealed class SampleFolder : IDisposable
{
    /// <summary>The folder, which is also the sample's working directory.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("montecarlo-test-").FullName;

    /// <summary>Where the report goes without an option.</summary>
    public string Report => File("montecarlo-report.html");

    /// <summary>Folders of servers of one's own: they exist for as long as their servers.</summary>
    public IReadOnlyList<string> ServerFolders => Directory.GetDirectories(Path, "objectserver-*");

    /// <summary>The socket of such a server; null when there is none.</summary>
    public string? ServerSocket => ServerFolders.Select(folder => System.IO.Path.Combine(folder, "server.sock")).FirstOrDefault(System.IO.File.Exists);

    /// <summary>A file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
