using System.Net;
using ObjectServer.Dashboard.Tests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Programs;

public sealed class ProgramTests
{
    private static readonly string[] Elsewhere = ["--url", "http://127.0.0.1:0", "--no-socket"];

    [Fact]
    public async Task Program_ToldOfADashboard_PrintsALinkThatLogsInOnceAndThenTheNext()
    {
        await using DashboardProgram program = DashboardProgram.Start([.. Elsewhere, "--dashboard", "http://127.0.0.1:0"]);
        await program.ReadyAsync();
        Uri link = await program.DashboardAsync();
        using var client = new DashboardClient(link);

        await client.LoginAsync(link);

        Assert.Contains("Overview", await client.GetAsync("/"), StringComparison.Ordinal);
        Uri next = await program.DashboardAsync();
        Assert.NotEqual(link.Fragment, next.Fragment);
        using var other = new DashboardClient(next);
        await other.LoginAsync(next);
    }

    [Fact]
    public async Task Program_WithAKey_PrintsNoSecretAndTakesTheKey()
    {
        await using DashboardProgram program = DashboardProgram.Start(
            [.. Elsewhere, "--dashboard", "http://127.0.0.1:0"], new Dictionary<string, string> { ["OBJECTSERVER_AUTH_KEY"] = "the key of this program" });
        await program.ReadyAsync();
        Uri address = await program.DashboardAsync();
        using var client = new DashboardClient(address);

        Assert.Equal("", address.Fragment);
        using HttpResponseMessage reply = await client.LoginAsync("", "the key of this program");
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
    }

    [Fact]
    public async Task Program_ToldByItsEnvironmentAndOfAHostName_AnswersUnderIt()
    {
        await using DashboardProgram program = DashboardProgram.Start(
            [.. Elsewhere, "--dashboard-host", "manager.example.org"], new Dictionary<string, string> { ["OBJECTSERVER_DASHBOARD"] = "http://127.0.0.1:0" });
        await program.ReadyAsync();
        using var client = new DashboardClient(await program.DashboardAsync());

        using HttpResponseMessage reply = await client.SendAsync(HttpMethod.Get, "/login", ("Host", "manager.example.org"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "TLS")]
    [InlineData("https://127.0.0.1:0", "--tls-certificate")]
    [InlineData("somewhere", "http://127.0.0.1:5080")]
    public async Task Program_ToldOfADashboardThatIsNotSafe_SaysWhatItNeedsAndDoesNotStart(string address, string expected)
    {
        await using DashboardProgram program = DashboardProgram.Start([.. Elsewhere, "--dashboard", address]);

        (int exitCode, string errors) = await program.ExitAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("--dashboard: ", errors, StringComparison.Ordinal);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_WithoutADashboard_LoadsNothingOfIt()
    {
        await using DashboardProgram without = DashboardProgram.Start(Elsewhere);
        await using DashboardProgram with = DashboardProgram.Start([.. Elsewhere, "--dashboard", "http://127.0.0.1:0"]);
        await without.ReadyAsync();
        await with.ReadyAsync();
        Uri link = await with.DashboardAsync();
        using var client = new DashboardClient(link);
        await client.LoginAsync(link);
        await client.GetAsync("/");

        Assert.True(HasLoaded(with, "Microsoft.AspNetCore.Components"));
        Assert.False(HasLoaded(without, "Microsoft.AspNetCore.Components"));
    }

    private static bool HasLoaded(DashboardProgram program, string assembly) =>
        File.ReadLines($"/proc/{program.Id}/maps").Any(line => line.Contains(assembly, StringComparison.Ordinal));
}
