using ObjectServer.Client;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Containers;

/// <summary>What the image would run, with what the compose file says, as far as that goes without a container engine.</summary>
[Collection(Built.Collection)]
public sealed class ImageTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly ComposeText _compose = ComposeText.Read();

    [Fact]
    public async Task Server_InAnImageThatItCannotWrite_ServesTheSampleAndStops()
    {
        ImageText image = ImageText.Read(_compose.Text("services", "server", "build", "target"));
        await using ContainedServer server = await ContainedServer.PrepareAsync(image, Environment("server"));
        Assert.NotEqual(0, (await server.RunAsync("touch", "written")).ExitCode);
        Assert.Equal(1, (await server.CheckHealthAsync()).ExitCode);

        await server.StartAsync();

        (int exitCode, string said) = await UntilItServesAsync(server);
        Assert.True(exitCode == 0, said);
        Assert.Equal($"objectserver: {server.Address} is serving.", said.Trim());
        await AssertUsedAsync(server);
        await AssertSampleRunsAsync(server);
        Assert.Equal(0, await server.StopAsync());
        Assert.Equal(1, (await server.CheckHealthAsync()).ExitCode);
    }

    [Fact]
    public async Task Server_WithTheImagesEnvironmentAlone_ListensToNobodyElse()
    {
        ImageText image = ImageText.Read();

        Assert.Equal("1654:1654", image.User);
        Assert.Equal("/app", image.WorkingDirectory);
        Assert.Equal(["dotnet", "ObjectServer.dll"], image.EntryPoint);
        Assert.Equal(["dotnet", "ObjectServer.dll", "--healthcheck"], image.HealthCheck);
        Assert.Empty(image.Environment);

        // Whatever else is given: an address that others reach needs a key.
        await using ContainedServer server = await ContainedServer.PrepareAsync(image, []);
        (int exitCode, string said) = await server.RunAsync([.. image.EntryPoint, "--url", "http://0.0.0.0:5080"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("is refused: other machines can reach it", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build", "src/ObjectServer")]
    [InlineData("montecarlo-build", "samples/MonteCarlo")]
    public void Image_IsBuiltOfProjectsThatExist_WithThePackagesThatAreAskedFor(string stage, string project)
    {
        string command = Assert.Single(ImageText.Read(stage).Commands);

        Assert.Equal($"dotnet publish {project} -c Release -o /app -p:GrpcPackages=${{GRPC_PACKAGES}}", command);
        Assert.True(Directory.Exists(Repository.File(project)));
    }

    // As a container engine asks again: a busy machine may make it say meanwhile that it does not serve.
    private static async Task<(int ExitCode, string Output)> UntilItServesAsync(ContainedServer server)
    {
        using var guard = new CancellationTokenSource(Guard);
        (int ExitCode, string Output) result;
        do result = await server.CheckHealthAsync();
        while (result.ExitCode == 1 && !guard.IsCancellationRequested);
        return result;
    }

    private static async Task AssertUsedAsync(ContainedServer server)
    {
        string key = (await File.ReadAllTextAsync(server.KeyFile)).Trim();
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.Address, new ObjectClientOptions { AuthKey = key }).WaitAsync(Guard);
        SharedArray<double> array = await client.CreateArrayAsync<double>([1000]).WaitAsync(Guard);
        Assert.Equal(1000, array.Length);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => ObjectClient.ConnectAsync(server.Address).WaitAsync(Guard));
    }

    private async Task AssertSampleRunsAsync(ContainedServer server)
    {
        string[] command = _compose.List("services", "montecarlo", "command");
        command[1] = server.Address;
        command[3] = Path.Combine(Path.GetDirectoryName(server.KeyFile)!, "report.html");
        string[] entry = ImageText.Read(_compose.Text("services", "montecarlo", "build", "target")).EntryPoint;
        Assert.Equal(["dotnet", "MonteCarlo.dll"], entry);

        (int exitCode, string said) = await server.RunAsync([entry[0], server.MonteCarlo, .. command, "--sweeps", "500"]);

        Assert.True(exitCode == 0, said);
        Assert.True(File.Exists(command[3]));
    }

    private IEnumerable<(string Name, string Value)> Environment(string service) =>
        _compose.Names("services", service, "environment").Select(name => (name, _compose.Text("services", service, "environment", name)!));
}
