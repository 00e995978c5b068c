using System.Reflection;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests;

/// <summary>What the tests were built with, and beside: nothing is built once more for them.</summary>
internal static class Built
{
    /// <summary>Tests that pack or publish the same projects, one after the other.</summary>
    public const string Collection = "built";

    /// <summary>The configuration, such as Debug.</summary>
    public static string Configuration { get; } = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The version that all packages have.</summary>
    public static string Version { get; } = typeof(SharedContractAttribute).Assembly.GetName().Version!.ToString(3);

    /// <summary>The folder that the sample was built into.</summary>
    public static string MonteCarlo { get; } = Repository.File("samples", "MonteCarlo", "bin", Configuration, "net10.0");

    /// <summary>Runs dotnet to its end, which leaves no process behind.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public static async Task<string> DotnetAsync(params string[] arguments)
    {
        string[] alone = arguments[0] is "pack" or "publish" or "build" ? ["-nodeReuse:false", "-p:UseSharedCompilation=false"] : [];
        ExternalProgram.Result result = await ExternalProgram.RunAsync("dotnet", [.. arguments, .. alone]);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {result}");
    }
}
