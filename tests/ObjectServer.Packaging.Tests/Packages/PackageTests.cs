using System.IO.Compression;
using System.Xml.Linq;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Packages;

/// <summary>The packages, as those find them who have nothing else of the project.</summary>
[Collection(Built.Collection)]
public sealed class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Theory]
    [InlineData("ObjectServer.Contracts", "Google.Protobuf", "Grpc.Core.Api", "Grpc.Net.Common")]
    [InlineData("ObjectServer.Client", "Castle.Core", "Grpc.Net.Client", "ObjectServer.Contracts")]
    [InlineData("ObjectServer", "Grpc.AspNetCore.Server", "ObjectServer.Client")]
    [InlineData("ObjectServer.Tool")]
    public void Package_NamesWhatItNeeds_AndNothingElse(string id, params string[] dependencies)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package(id));
        XElement metadata = Metadata(package);

        Assert.Equal(dependencies, Elements(metadata, "dependency").Select(one => one.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal("MIT", Element(metadata, "license")!.Value);
        Assert.Equal("icon.png", Element(metadata, "icon")!.Value);
        Assert.Equal("README.md", Element(metadata, "readme")!.Value);
        Assert.NotEmpty(Element(metadata, "description")!.Value);
        Assert.Null(Element(metadata, "projectUrl"));
        Assert.Null(Element(metadata, "repository")?.Attribute("url"));
        Assert.All(["icon.png", "README.md"], name => Assert.True(package.GetEntry(name)!.Length > 0));
        Assert.True(File.Exists(feed.Package(id, "snupkg")));
    }

    [Theory]
    [InlineData("ObjectServer.Contracts")]
    [InlineData("ObjectServer.Client")]
    [InlineData("ObjectServer")]
    public void Library_BringsItsDocumentation(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package(id));

        using Stream xml = package.GetEntry($"lib/net10.0/{id}.xml")!.Open();
        Assert.Contains(XDocument.Load(xml).Descendants("member"), member => member.Element("summary") is not null);
    }

    [Fact]
    public async Task Application_WithPackagesAlone_StartsAServerAndUsesAnObjectInIt()
    {
        string project = feed.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../objects/objects.csproj" />
                <PackageReference Include="ObjectServer.Client" Version="{Built.Version}" />
                <PackageReference Include="ObjectServer" Version="{Built.Version}" IncludeAssets="build;buildTransitive" />
              </ItemGroup>
            </Project>
            """);
        feed.Write("app/Program.cs", """
            using ObjectServer.Client;

            await using LocalServer server = await LocalServer.StartAsync(new() { Assemblies = [typeof(Counter).Assembly.Location] });
            await using ObjectClient client = await server.ConnectAsync();
            ICounter counter = await client.GetOrCreateAsync<ICounter>("visits");
            counter.Add(5);
            Console.WriteLine($"{counter.Value} {AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "ObjectServer")}");
            """);
        feed.Write("objects/objects.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="ObjectServer.Contracts" Version="{Built.Version}" /></ItemGroup>
            </Project>
            """);
        feed.Write("objects/Counter.cs", """
            using ObjectServer;

            [SharedContract]
            public interface ICounter { int Value { get; } int Add(int step); }

            [SharedObject("counter")]
            public sealed class Counter : ICounter { public int Value { get; private set; } public int Add(int step) => Value += step; }
            """);

        await Built.DotnetAsync("publish", project, "--configuration", "Release", "--output", Path.Combine(feed.Root, "published"));
        string built = await Built.DotnetAsync(Path.Combine(feed.Root, "app", "bin", "Release", "net10.0", "app.dll"));
        string published = await Built.DotnetAsync(Path.Combine(feed.Root, "published", "app.dll"));

        // What it starts is another program: nothing of the server is in it.
        Assert.Equal("5 False", built.Trim());
        Assert.Equal("5 False", published.Trim());
    }

    [Fact]
    public async Task WebApplication_WithThePackage_ServesAndLeavesTheProgramOutIfItSaysSo()
    {
        string project = feed.Write("web/web.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <CopyServerProgram>false</CopyServerProgram>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="ObjectServer" Version="{Built.Version}" /></ItemGroup>
            </Project>
            """);
        feed.Write("web/Program.cs", """
            using ObjectServer.Client;

            WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
            builder.Logging.ClearProviders();
            builder.Services.AddObjectServer();
            await using WebApplication app = builder.Build();
            app.MapObjectServer();
            app.MapObjectServerHealth();
            await using ObjectClient client = await ObjectClient.ConnectAsync(app);
            Console.WriteLine((await client.ListAsync()).Count);
            """);

        await Built.DotnetAsync("build", project, "--output", Path.Combine(feed.Root, "web-built"));

        Assert.Equal("0", (await Built.DotnetAsync(Path.Combine(feed.Root, "web-built", "web.dll"))).Trim());
        Assert.False(Directory.Exists(Path.Combine(feed.Root, "web-built", "objectserver")));
    }

    [Fact]
    public async Task Tool_ThatIsInstalled_Runs()
    {
        string folder = Path.Combine(feed.Root, "tools");

        await Built.DotnetAsync("tool", "install", "ObjectServer.Tool", "--tool-path", folder, "--version", Built.Version, "--configfile", feed.Configuration);

        ExternalProgram.Result version = await ExternalProgram.RunAsync(Path.Combine(folder, "objectserver"), "--version");
        Assert.True(version.ExitCode == 0, version.ToString());
        Assert.StartsWith(Built.Version, version.Output, StringComparison.Ordinal);
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream text = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(text).Root!.Elements().Single();
    }

    private static IEnumerable<XElement> Elements(XElement metadata, string name) => metadata.Descendants().Where(one => one.Name.LocalName == name);

    private static XElement? Element(XElement metadata, string name) => Elements(metadata, name).SingleOrDefault();
}
