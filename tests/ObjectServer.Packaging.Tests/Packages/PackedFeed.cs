using System.Security;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Packages;

/// <summary>
/// A folder with the packages, packed of what the tests were built with, and with the two gRPC packages that a feed may lack. Applications in
/// it take packages from there, and put them nowhere else.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly string[] Projects = ["ObjectServer.Contracts", "ObjectServer.Client", "ObjectServer", "ObjectServer.Tool"];
    private static readonly string[] StandIns = ["Grpc.Core.Api", "Grpc.Net.Common"];

    /// <summary>The folder around all of it.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("objectserver-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(Root, "feed");

    /// <summary>The file that says where packages come from.</summary>
    public string Configuration => Path.Combine(Root, "nuget.config");

    /// <summary>A package.</summary>
    public string Package(string id, string extension = "nupkg") => Path.Combine(Packages, $"{id}.{Built.Version}.{extension}");

    /// <summary>Writes a file below the folder.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task InitializeAsync()
    {
        foreach (string project in Projects) await PackAsync(Repository.File("src", project));
        foreach (string project in StandIns) await PackAsync(Repository.File("eng", "grpc", project), "-p:IsPackable=true");

        // The machine's own sources hold besides, and what it has of other packages already is used from where it is.
        string machine = (await Built.DotnetAsync("nuget", "locals", "global-packages", "--list")).Split(' ', 2)[1].Trim();
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{SecurityElement.Escape(Path.Combine(Root, "packages"))}" /></config>
              <fallbackPackageFolders><add key="machine" value="{SecurityElement.Escape(machine)}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{SecurityElement.Escape(Packages)}" /></packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    private Task<string> PackAsync(string project, params string[] more) =>
        Built.DotnetAsync(["pack", project, "--no-build", "--configuration", Built.Configuration, "--output", Packages, .. more]);
}
