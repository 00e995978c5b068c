using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Containers;

/// <summary>docker-compose.yml: what it names exists, and nothing in it is more open than it must be.</summary>
public sealed class ComposeTests
{
    private readonly ComposeText _compose = ComposeText.Read();

    [Fact]
    public void File_HasTheServerAndTheSample()
    {
        Assert.Equal(["networks", "secrets", "services"], _compose.Sections.Order(StringComparer.Ordinal));
        Assert.Equal(["montecarlo", "server"], _compose.Services.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("server")]
    [InlineData("montecarlo")]
    public void Service_IsBuiltOfAStageThatExists_AndRunsClosed(string service)
    {
        string target = _compose.Text("services", service, "build", "target")!;

        Assert.NotEmpty(ImageText.Read(target).EntryPoint);
        Assert.Equal(ImageText.Read(target).User, _compose.Text("services", service, "user"));
        Assert.Contains($"ARG {_compose.Names("services", service, "build", "args").Single()}=", File.ReadAllText(Repository.File("Dockerfile")), StringComparison.Ordinal);
        Assert.Equal("true", _compose.Text("services", service, "read_only"));
        Assert.Equal(["/tmp"], _compose.List("services", service, "tmpfs"));
        Assert.Equal(["ALL"], _compose.List("services", service, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], _compose.List("services", service, "security_opt"));
        Assert.All(_compose.List("services", service, "networks"), network => Assert.Equal("true", _compose.Text("networks", network, "internal")));
        Assert.All(_compose.List("services", service, "secrets"), secret => Assert.NotNull(_compose.Text("secrets", secret, "file")));
        Assert.Equal($"/run/secrets/{_compose.List("services", service, "secrets").Single()}", _compose.Text("services", service, "environment", "OBJECTSERVER_AUTH_KEY_FILE"));
        Assert.Null(_compose.Text("services", service, "ports"));
    }

    [Fact]
    public void Server_HasMemoryToShareAndTimeToDrain()
    {
        Assert.Equal("1gb", _compose.Text("services", "server", "shm_size"));
        int drain = int.Parse(_compose.Text("services", "server", "environment", "OBJECTSERVER_DRAIN_SECONDS")!, System.Globalization.CultureInfo.InvariantCulture);
        int grace = int.Parse(_compose.Text("services", "server", "stop_grace_period")!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);

        // Ten seconds more are for the objects (docs/server.md).
        Assert.InRange(grace, drain + 10, int.MaxValue);
    }

    [Fact]
    public void Sample_WaitsForAServerThatIsWell_AtItsAddress()
    {
        Assert.Equal("service_healthy", _compose.Text("services", "montecarlo", "depends_on", "server", "condition"));
        Assert.NotEmpty(ImageText.Read(_compose.Text("services", "server", "build", "target")).HealthCheck);
        var address = new Uri(_compose.Text("services", "server", "environment", "OBJECTSERVER_URL")!);
        Assert.Equal($"http://server:{address.Port}", _compose.List("services", "montecarlo", "command")[1]);
    }
}
