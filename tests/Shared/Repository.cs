namespace ObjectServer.Testing;

/// <summary>Where the sources of what is tested are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution: the nearest one above the tests' binaries.</summary>
    public static string Root { get; } = Find();

    /// <summary>The full path of a file of the repository.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "ObjectServer.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds ObjectServer.sln.");
    }
}
