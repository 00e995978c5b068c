using System.Reflection;
using ObjectServer.Client;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.PublicApi;

/// <summary>
/// What others compile against, as text beside these tests: who changes it sees it in the change. OBJECTSERVER_WRITE_API=1 writes the files
/// anew.
/// </summary>
public sealed class PublicApiTests
{
    private const string Write = "OBJECTSERVER_WRITE_API";

    public static TheoryData<string> Assemblies => ["ObjectServer.Contracts", "ObjectServer.Client", "ObjectServer"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_OfAnAssembly_IsTheOneWrittenDown(string name)
    {
        string file = Repository.File("tests", "ObjectServer.Packaging.Tests", "PublicApi", $"{name}.txt");
        string surface = ApiText.Of(Load(name));
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            File.WriteAllText(file, surface);
            return;
        }

        string written = File.ReadAllText(file).ReplaceLineEndings("\n");

        if (surface == written) return;
        string[] lines = surface.Split('\n');
        string[] before = written.Split('\n');
        Assert.Fail(
            $"The public surface of {name} is not the one in {file}. If that is meant, run these tests with {Write}=1, and say in CHANGELOG.md what it means for "
            + $"those who upgrade.\nGone:\n{string.Join('\n', before.Except(lines))}\nNew:\n{string.Join('\n', lines.Except(before))}");
    }

    [Fact]
    public void Text_OfAType_SaysWhatMattersToThoseWhoCompileAgainstIt()
    {
        string text = ApiText.Of(typeof(Sample).Assembly);

        string[] lines = text.Split('\n');
        Assert.Contains("sealed class ObjectServer.Packaging.Tests.PublicApi.Sample is System.IDisposable", lines);
        Assert.Contains("    const int Most = 3", lines);
        Assert.Contains("    new(string name, int? count = default)", lines);
        Assert.Contains("    required System.Collections.Generic.IReadOnlyList<string?> Names { get; init; }", lines);
        Assert.Contains("    static bool TryFind<T>(in int number, out T? found) where T : class, new()", lines);
        Assert.Contains("    event System.Action<string> Changed", lines);
        Assert.DoesNotContain(lines, line => line.Contains("Secret", StringComparison.Ordinal));
    }

    private static Assembly Load(string name) => name switch
    {
        "ObjectServer.Contracts" => typeof(SharedContractAttribute).Assembly,
        "ObjectServer.Client" => typeof(ObjectClient).Assembly,
        _ => typeof(ObjectServerOptions).Assembly,
    };
}
