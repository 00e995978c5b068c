using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>What is refused before anything is connected or sent.</summary>
public sealed class OptionErrorTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>();

    public static TheoryData<string, ObjectClientOptions> OutOfRange() => new()
    {
        { "MaxValueBytes", new ObjectClientOptions { MaxValueBytes = 1023 } },
        { "ConnectTimeout", new ObjectClientOptions { ConnectTimeout = TimeSpan.Zero } },
        { "ConnectTimeout", new ObjectClientOptions { ConnectTimeout = TimeSpan.MaxValue } },
        { "DefaultTimeout", new ObjectClientOptions { DefaultTimeout = TimeSpan.Zero } },
        { "DefaultTimeout", new ObjectClientOptions { DefaultTimeout = TimeSpan.FromSeconds(-2) } },
        { "DefaultTimeout", new ObjectClientOptions { DefaultTimeout = TimeSpan.MaxValue } },
        { "AuthKey", new ObjectClientOptions { AuthKey = "" } },
        { "AuthKey", new ObjectClientOptions { AuthKey = new string('k', 4097) } },
        { "AuthKeyName", new ObjectClientOptions { AuthKeyName = "nobody's" } },
        { "AuthKeyName", new ObjectClientOptions { AuthKey = "key", AuthKeyName = new string('n', 65) } },
        { "TimeProvider", new ObjectClientOptions { TimeProvider = null! } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Option_OutOfRange_IsNamed(string option, ObjectClientOptions options)
    {
        var thrown = await Assert.ThrowsAnyAsync<ArgumentException>(() => Server.ConnectAsync(options));

        Assert.Equal(option, thrown.ParamName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Name_ThatIsNone_IsRefusedBeforeAnythingIsSent(string? name)
    {
        ClientStatistics before = Client.Statistics;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.GetAsync<ICalculator>(name!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.GetOrCreateAsync<ICalculator>(name!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.DeleteAsync(name!));
        if (name is not null) await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateAsync<ICalculator>(options: new() { Name = name }));

        Assert.Equal(before, Client.Statistics);
    }

    [Fact]
    public async Task WhatIsNoProxy_GivenAsOne_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Client.ReferenceOf(new Calculator()));
        Assert.Throws<ArgumentNullException>(() => Client.ReferenceOf(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ReleaseAsync(new Calculator()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client.ReleaseAsync(null!));
    }

    [Fact]
    public void Exception_ThatCannotBeMadeAnew_IsRefusedWhenItIsAdded()
    {
        var client = Assert.Throws<InvalidOperationException>(() => new ObjectClientOptions().AddException<WithoutMessageException>());
        var server = Assert.Throws<InvalidOperationException>(() => new ObjectServerOptions().AddException<WithoutMessageException>());

        Assert.Contains("(string message, Exception innerException)", client.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(WithoutMessageException), server.Message, StringComparison.Ordinal);
    }
}
