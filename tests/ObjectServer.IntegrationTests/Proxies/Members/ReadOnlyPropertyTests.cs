using System.Reflection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Properties that can only be read: a write is refused wherever it comes from, and never lost.</summary>
public sealed class ReadOnlyPropertyTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ISettings, Settings>();

    [Fact]
    public async Task InitOnlyAndReadOnlyProperties_AreRead()
    {
        ISettings settings = await Client.CreateAsync<ISettings>();

        Assert.Equal(4, settings.Size);
        Assert.Equal("first", settings.Name);
    }

    [Fact]
    public async Task InitAccessor_CalledOnAProxy_IsRefusedAndTheProxyGoesOn()
    {
        ISettings settings = await Client.CreateAsync<ISettings>();
        MethodInfo accessor = typeof(ISettings).GetProperty(nameof(ISettings.Size))!.SetMethod!;

        var thrown = Assert.Throws<MemberNotFoundException>(() => accessor.Invoke(settings, BindingFlags.DoNotWrapExceptions, null, [5], null));

        Assert.Contains("can be read, not written", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((4, 0), (settings.Size, settings.Changes));
    }

    [Theory]
    [InlineData("Size", typeof(int))]
    [InlineData("Name", typeof(string))]
    public async Task Setter_OfAClientsOtherVersion_IsRefusedWhenItIsCalled(string property, Type type)
    {
        ISettings settings = await Client.CreateAsync<ISettings>(options: new CreateOptions { Name = "shared" });
        Type writable = OtherVersion.Of(typeof(ISettings), property, type, canWrite: true);
        object proxy = await OtherVersion.GetAsync(Client, writable, "shared");
        object? value = type == typeof(int) ? 5 : "second";

        var thrown = Assert.Throws<MemberNotFoundException>(() =>
            writable.GetMethod($"set_{property}")!.Invoke(proxy, BindingFlags.DoNotWrapExceptions, null, [value], null));

        Assert.Contains($"{property} can only be read", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((4, "first"), (settings.Size, settings.Name));
    }
}
