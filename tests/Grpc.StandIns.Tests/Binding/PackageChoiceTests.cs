using System.Text.Json;
using ObjectServer.Testing;

namespace Grpc.StandIns.Tests.Binding;

/// <summary>What -p:GrpcPackages chooses, as the build itself evaluates it.</summary>
public sealed class PackageChoiceTests
{
    [Theory]
    [InlineData("ObjectServer.Contracts")]
    [InlineData("ObjectServer")]
    [InlineData("ObjectServer.Client")]
    public async Task References_GrpcPackagesFromTheFeed_AreThePackagesAndNoneOfOurs(string project)
    {
        (List<string> projects, List<string> packages) = await ReferencesAsync(project, "feed");

        Assert.DoesNotContain(projects, IsAbstraction);
        Assert.Contains("Grpc.Core.Api", packages);
        Assert.Contains("Grpc.Net.Common", packages);
    }

    [Theory]
    [InlineData("ObjectServer.Contracts")]
    [InlineData("ObjectServer")]
    [InlineData("ObjectServer.Client")]
    public async Task References_GrpcPackagesOwn_AreOursAndNoneOfThePackages(string project)
    {
        (List<string> projects, List<string> packages) = await ReferencesAsync(project, "own");

        Assert.Contains(Repository.File("eng", "grpc", "Grpc.Core.Api", "Grpc.Core.Api.csproj"), projects);
        Assert.Contains(Repository.File("eng", "grpc", "Grpc.Net.Common", "Grpc.Net.Common.csproj"), projects);
        Assert.DoesNotContain("Grpc.Core.Api", packages);
        Assert.DoesNotContain("Grpc.Net.Common", packages);
    }

    private static bool IsAbstraction(string project) => project.StartsWith(Repository.File("eng", "grpc"), StringComparison.Ordinal);

    /// <summary>All that a project refers to, itself or by way of the projects it refers to.</summary>
    private static async Task<(List<string> Projects, List<string> Packages)> ReferencesAsync(string project, string choice)
    {
        List<string> projects = [];
        List<string> packages = [];
        Queue<string> waiting = new([Repository.File("src", project, $"{project}.csproj")]);
        while (waiting.TryDequeue(out string? path))
        {
            JsonElement items = await EvaluateAsync(path, choice);
            packages.AddRange(Values(items, "PackageReference", "Identity"));
            foreach (string reference in Values(items, "ProjectReference", "FullPath").Where(reference => !projects.Contains(reference)))
            {
                projects.Add(reference);
                waiting.Enqueue(reference);
            }
        }
        return (projects, packages);
    }

    private static IEnumerable<string> Values(JsonElement items, string kind, string value) =>
        items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty(value).GetString()!);

    private static async Task<JsonElement> EvaluateAsync(string path, string choice)
    {
        ExternalProgram.Result result = await ExternalProgram.RunAsync(
            "dotnet", "msbuild", path, $"-p:GrpcPackages={choice}", "-getItem:ProjectReference", "-getItem:PackageReference");
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("Items");
    }
}
