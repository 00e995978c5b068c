using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Clients and servers that share a key, and those that do not.</summary>
public sealed class KeyTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    [Trait("Conformance", "C-113")]
    public async Task Client_WithTheKey_UsesEveryLane(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link);
        await using ObjectClient client = await server.Server.ConnectAsync(new ObjectClientOptions { AuthKey = KeyServer.Key });

        ICalculator calculator = await client.CreateAsync<ICalculator>().WaitAsync(Guard);
        Assert.Equal(7, calculator.Add(3, 4));
        string large = new('x', 3 * 1024 * 1024);
        Assert.StartsWith(large, await calculator.DescribeAsync(large), StringComparison.Ordinal);
        Assert.Empty(server.Warnings);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, null)]
    [InlineData(SecuredLink.GrpcUnix, null)]
    [InlineData(SecuredLink.Socket, null)]
    [InlineData(SecuredLink.GrpcTcp, "another key")]
    [InlineData(SecuredLink.GrpcUnix, "another key")]
    [InlineData(SecuredLink.Socket, "another key")]
    [Trait("Conformance", "C-111")]
    public async Task Client_WithoutTheKey_IsRefusedInOneLine(SecuredLink link, string? key)
    {
        await using KeyServer server = await KeyServer.StartAsync(link);

        var thrown = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => server.Server.ConnectAsync(new ObjectClientOptions { AuthKey = key }).WaitAsync(Guard));

        Assert.Contains(nameof(ObjectClientOptions.AuthKey), thrown.Message, StringComparison.Ordinal);
        await Eventually.SoAsync(() => server.Warnings.Count > 0);
        string line = Assert.Single(server.Warnings);
        Assert.DoesNotContain(KeyServer.Key, line, StringComparison.Ordinal);
        if (key is not null) Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        Assert.Equal(0, server.Server.Sessions.Count);
        Assert.Equal(0, server.Server.Objects.Count);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.Socket)]
    [Trait("Conformance", "C-112")]
    public async Task Client_WithAKey_RefusesAServerWithoutOne(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link, _ => { });

        var thrown = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => server.Server.ConnectAsync(new ObjectClientOptions { AuthKey = KeyServer.Key }).WaitAsync(Guard));

        Assert.Contains("does not ask for a key", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("at random")]
    [InlineData("the client's own")]
    [Trait("Conformance", "C-112")]
    public async Task Client_WithAKey_RefusesAServerThatCannotProveIt(string proof)
    {
        var forged = new ForgedServer(answer => proof switch
        {
            "none" => [],
            "at random" => HandshakeProof.NewNonce(),
            _ => answer.Authentication.ToByteArray(),
        });

        var thrown = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => ObjectClient.ConnectByAsync(() => forged, "forged", new ObjectClientOptions { AuthKey = KeyServer.Key }, CancellationToken.None).WaitAsync(Guard));

        Assert.Contains("could not prove that it knows the key", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([Frame.KindOneofCase.Hello, Frame.KindOneofCase.Hello], (await forged.ReceivedAsync(Guard)).Select(frame => frame.KindCase));
        Assert.Equal(1, forged.Lanes);
    }

    [Fact]
    public async Task Client_WhoseServerEndsInTheMiddleOfTheHandshake_IsToldSo()
    {
        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient
            .ConnectByAsync(() => new ForgedServer(null), "forged", new ObjectClientOptions { AuthKey = KeyServer.Key }, CancellationToken.None).WaitAsync(Guard));

        Assert.Contains("forged", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_WithANamedKey_IsKnownByIt()
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, options =>
        {
            options.AuthKey = KeyServer.Key;
            options.AuthKeys["readers"] = "the readers' key";
            options.AuthKeys["writers"] = "the writers' key";
        });

        await using ObjectClient reader = await server.Server.ConnectAsync(new() { AuthKey = "the readers' key", AuthKeyName = "readers" });
        Assert.Equal("the key readers", $"{Assert.Single(server.Server.Sessions.All).Principal}");
        foreach ((string key, string? name) in new[] { ("the readers' key", null), ("the readers' key", "writers"), ("the readers' key", "nobody"), (KeyServer.Key, "readers") })
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(
                () => server.Server.ConnectAsync(new() { AuthKey = key, AuthKeyName = name }).WaitAsync(Guard));
        }
    }

    [Fact]
    public async Task Client_InTheServersProcess_NeedsNoKeyButProvesTheOneItHas()
    {
        await using TestServer server = await TestServer.StartInProcessAsync(
            builder => builder.AddType<ICalculator, Calculator>(), options => options.AuthKey = KeyServer.Key);

        await using ObjectClient without = await server.ConnectAsync();
        await using ObjectClient with = await server.ConnectAsync(new() { AuthKey = KeyServer.Key });

        Assert.Equal(3, (await with.CreateAsync<ICalculator>()).Add(1, 2));
        Assert.Equal(3, (await without.CreateAsync<ICalculator>()).Add(1, 2));
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => server.ConnectAsync(new() { AuthKey = "another key" }).WaitAsync(Guard));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Server_WithAnEmptyKey_DoesNotStart(string key)
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => KeyServer.StartAsync(SecuredLink.GrpcTcp, options => options.AuthKey = key));

        Assert.Contains("ObjectServerOptions.AuthKey is empty", $"{thrown}", StringComparison.Ordinal);
    }
}
