using Microsoft.Extensions.Options;
using ObjectServer.Dashboard.Tests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Security;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0", true, "TLS")]
    [InlineData("http://0.0.0.0:0", false, "TLS")]
    [InlineData("https://0.0.0.0:0", true, "certificate")]
    [InlineData("https://127.0.0.1:0", true, "certificate")]
    [InlineData("http://manager.example.org:5081", true, "as a number")]
    [InlineData("http://127.0.0.1:0/path", true, "form")]
    [InlineData("http://localhost:0", true, "several addresses")]
    public async Task Address_ThatIsNotSafe_IsRefusedWithWhatItNeeds(string address, bool hasKey, string expected)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => WatchedServer.StartAsync(
            options => options.AuthKey = hasKey ? "the key of this server" : null, dashboard => dashboard.Address = address));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_ThatOthersCanReach_NeedsAKeyEvenOnAPrivateNetwork()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => WatchedServer.StartAsync(dashboard: options =>
        {
            options.Address = "http://0.0.0.0:0";
            options.AllowPlaintext = true;
        }));

        Assert.Contains("a key to log in with", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OutOfTheirRange_AreRefused()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => WatchedServer.StartAsync(dashboard: options =>
        {
            options.LoginLifetime = TimeSpan.FromDays(8);
            options.HostNames.Add("no name");
        }));

        Assert.Contains(nameof(DashboardOptions.LoginLifetime), refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"no name\"", refused.Message, StringComparison.Ordinal);
    }
}
