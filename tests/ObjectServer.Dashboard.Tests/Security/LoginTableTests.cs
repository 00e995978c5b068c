using ObjectServer.Dashboard.Security;
using ObjectServer.Testing;

namespace ObjectServer.Dashboard.Tests.Security;

public sealed class LoginTableTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Login_AfterItsLifetime_IsOver()
    {
        var logins = new LoginTable(_time, TimeSpan.FromHours(1));
        string secret = logins.Begin("somebody");

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("somebody", logins.Find(secret)?.Who);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(logins.Find(secret));
    }

    [Fact]
    public void Logins_MoreThanThereMayBe_EndTheOldest()
    {
        var logins = new LoginTable(_time, TimeSpan.FromHours(1));
        List<string> secrets = [];
        for (int i = 0; i <= LoginTable.Most; i++)
        {
            secrets.Add(logins.Begin($"{i}"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(logins.Find(secrets[0]));
        Assert.Equal("1", logins.Find(secrets[1])?.Who);
        Assert.Equal($"{LoginTable.Most}", logins.Find(secrets[^1])?.Who);
    }

    [Fact]
    public void Form_OfAnotherLogin_IsNotItsOwn()
    {
        var logins = new LoginTable(_time, TimeSpan.FromHours(1));
        Login one = logins.Find(logins.Begin("one"))!;
        Login other = logins.Find(logins.Begin("other"))!;

        Assert.True(one.Sent(one.FormToken));
        Assert.False(one.Sent(other.FormToken));
        Assert.False(one.Sent(null));
    }

    [Fact]
    public void Attempts_OfOneAddress_AreLimitedForAMinuteAndOthersAreNot()
    {
        var attempts = new LoginAttempts(_time);
        for (int i = 0; i < LoginAttempts.MostOfOne; i++) Assert.True(attempts.TryBegin("one"));

        Assert.False(attempts.TryBegin("one"));
        Assert.True(attempts.TryBegin("other"));
        _time.Advance(LoginAttempts.Window);
        Assert.True(attempts.TryBegin("one"));
    }

    [Fact]
    public void Attempts_ThatSucceed_DoNotCount()
    {
        var attempts = new LoginAttempts(_time);
        for (int i = 0; i < 3 * LoginAttempts.MostOfOne; i++)
        {
            Assert.True(attempts.TryBegin("one"));
            attempts.Succeed("one");
        }
    }

    [Fact]
    public void Attempts_OfManyAddresses_AreLimitedTogether()
    {
        var attempts = new LoginAttempts(_time);
        for (int i = 0; i < LoginAttempts.Most; i++) Assert.True(attempts.TryBegin($"{i}"));

        Assert.False(attempts.TryBegin("one more"));
    }
}
