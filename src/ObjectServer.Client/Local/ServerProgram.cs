using System.Runtime.InteropServices;

namespace ObjectServer.Client.Local;

/// <summary>The server's program on disk, and how it is run.</summary>
/// <param name="Executable">What is executed: the program itself, or the host that runs it.</param>
/// <param name="FirstArguments">What the host is told before the program's own arguments.</param>
internal sealed record ServerProgram(string Executable, IReadOnlyList<string> FirstArguments)
{
    private const string Folder = "objectserver";
    private const string FileName = "ObjectServer.dll";

    /// <summary>Finds the program.</summary>
    /// <param name="path">Where it is; null for beside the application.</param>
    /// <exception cref="ServerUnavailableException">It is not there; the message says where it was looked for.</exception>
    public static ServerProgram Find(string? path)
    {
        // The folder first: an application that embeds the server's library has the library beside it, without all that the program needs.
        string[] places = path is not null
            ? [Path.GetFullPath(path)]
            : [Path.Combine(AppContext.BaseDirectory, Folder, FileName), Path.Combine(AppContext.BaseDirectory, FileName)];
        string? program = Array.Find(places, File.Exists);
        if (program is null)
        {
            throw new ServerUnavailableException(
                $"The server's program was not found: looked for {string.Join(" and for ", places)}. "
                + $"The package ObjectServer puts it there; or say where it is by {nameof(LocalServerOptions)}.{nameof(LocalServerOptions.ServerPath)}.");
        }

        if (!program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return new ServerProgram(program, []);
        if (FindHost() is { } host) return new ServerProgram(host, ["exec", program]);
        string executable = Path.ChangeExtension(program, OperatingSystem.IsWindows() ? ".exe" : null)!;
        return File.Exists(executable)
            ? new ServerProgram(executable, [])
            : throw new ServerUnavailableException($"{program} cannot be run: no dotnet was found. Set DOTNET_ROOT to the folder that holds it.");
    }

    private static string? FindHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Path.GetFileName(Environment.ProcessPath) == name) return Environment.ProcessPath;

        // The runtime of this process is in shared/<framework>/<version>/ below the folder of the host that it was installed with.
        IEnumerable<string?> folders =
        [
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."),
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return folders
            .Where(folder => !string.IsNullOrEmpty(folder))
            .Select(folder => Path.GetFullPath(Path.Combine(folder!, name)))
            .FirstOrDefault(File.Exists);
    }
}
