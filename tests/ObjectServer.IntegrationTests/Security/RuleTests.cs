using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Who may do what, over every link.</summary>
public sealed class RuleTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Client_DoesWhatARuleAllows_AndNothingElse(SecuredLink link)
    {
        await using KeyServer server = await RuledServer.StartAsync(link);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);
        ICalculator first = await reader.GetAsync<ICalculator>("shared/first");

        Assert.Equal(3, first.Add(1, 2));
        Assert.Equal(3, (await reader.GetOrCreateAsync<ICalculator>("shared/first")).Add(1, 2));
        await AssertDeniedAsync("name=\"secret\"", () => reader.GetAsync<ICalculator>("secret"));
        await AssertDeniedAsync("name=\"nobody's\"", () => reader.GetAsync<ICalculator>("nobody's"));
        await AssertDeniedAsync("create", () => reader.CreateAsync<ICalculator>());
        await AssertDeniedAsync("create", () => reader.CreateAsync<ICalculator>(options: new CreateOptions { Type = "calculator", Name = "shared/second" }));
        await AssertDeniedAsync("create", () => reader.CreateAsync<ICalculator>(options: new CreateOptions { Type = "no such type" }));
        await AssertDeniedAsync("create", () => reader.GetOrCreateAsync<ICalculator>("shared/second"));
        await AssertDeniedAsync("create", () => reader.GetOrCreateAsync<ICalculator>("secret"));
        await AssertDeniedAsync("delete", () => reader.DeleteAsync("shared/first"));
        await AssertDeniedAsync("administer", () => reader.ShutdownServerAsync());
        Assert.Equal(3, first.Add(1, 2));
        Assert.Equal(2, server.Server.Objects.Count);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.GrpcUnix)]
    [InlineData(SecuredLink.Socket)]
    public async Task Object_OfAnotherClient_CannotBeReachedByItsReference(SecuredLink link)
    {
        await using KeyServer server = await RuledServer.StartAsync(link);
        await using ObjectClient writer = await server.ConnectAsync(RuledServer.Writers);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);
        ICalculator own = await writer.CreateAsync<ICalculator>();
        ICalculator first = await reader.GetAsync<ICalculator>("shared/first");
        ObjectReference reference = writer.ReferenceOf(own);
        ICalculator attached = reader.Attach<ICalculator>(reference);

        await AssertDeniedAsync("call", () => Task.Run(() => attached.Add(1, 2)));
        await AssertDeniedAsync("call", () => attached.AddAsync(1, 2));
        await AssertDeniedAsync("call", () => reader.AttachAsync<ICalculator>(reference));
        await AssertDeniedAsync("call", () => reader.SnapshotAsync(attached));
        await AssertDeniedAsync("call", () => Task.Run(() => first.SumWith(attached)));
        foreach (bool atomic in new[] { true, false })
        {
            ObjectBatch batch = reader.Batch(new BatchOptions { Atomic = atomic });
            BatchResult<int> sum = batch.Add(attached, one => one.Add(1, 2));
            await AssertDeniedAsync("call", async () =>
            {
                await batch.RunAsync();
                _ = sum.Value;
            });
        }

        Assert.Equal(3, own.Add(1, 2));
        Assert.Equal(0, first.SumWith(first));
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.Socket)]
    public async Task Object_ThatAMemberReturns_MayBeCalledByWhoGotIt(SecuredLink link)
    {
        await using KeyServer server = await RuledServer.StartAsync(link);
        await using ObjectClient writer = await server.ConnectAsync(RuledServer.Writers);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);

        ICalculator child = (await reader.GetAsync<ICalculator>("shared/first")).Child("child");

        Assert.Equal(3, child.Add(1, 2));
        ICalculator attached = writer.Attach<ICalculator>(reader.ReferenceOf(child));
        await AssertDeniedAsync("call", () => attached.AddAsync(1, 2));
        Assert.Equal(3, (await writer.GetAsync<ICalculator>("shared/first")).Child("child").Add(1, 2));
        Assert.Equal(3, await attached.AddAsync(1, 2));
    }

    [Fact]
    public async Task Lists_AndNamesThatAreNear_ShowWhatTheClientMayUse()
    {
        await using KeyServer server = await RuledServer.StartAsync(SecuredLink.Socket);
        await using ObjectClient writer = await server.ConnectAsync(RuledServer.Writers);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);
        ICalculator unnamed = await writer.CreateAsync<ICalculator>();
        ICalculator named = await writer.CreateAsync<ICalculator>(options: new CreateOptions { Name = "shared/secret" });

        Assert.Equal(["shared/first", "shared/secret"], (await reader.ListAsync()).Select(one => one.Name));
        Assert.Equal(["shared/first", "shared/secret", null], (await writer.ListAsync()).Select(one => one.Name));
        var thrown = await Assert.ThrowsAsync<ObjectNotFoundException>(() => reader.GetAsync<ICalculator>("shared/secre"));
        Assert.Contains("shared/secret", thrown.Candidates);
        Assert.DoesNotContain("secret", thrown.Candidates);
        await writer.DeleteAsync("shared/secret");
        Assert.Throws<ObjectGoneException>(() => named.Add(1, 2));
        Assert.Equal(3, unnamed.Add(1, 2));
    }

    [Fact]
    public async Task Creator_WhoMayNotCall_MayStillPassTheObjectOn()
    {
        await using KeyServer server = await RuledServer.StartAsync(
            SecuredLink.Socket, builder => builder.Allow(AllowedClients.WithKey(RuledServer.Readers), ObjectPermissions.Create, type: "calculator"));
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);

        ICalculator own = await reader.CreateAsync<ICalculator>(["own", 5]);

        await AssertDeniedAsync("call", () => own.AddAsync(1, 2));
        Assert.Equal(5, (await reader.GetAsync<ICalculator>("shared/first")).SumWith(own));
    }

    [Fact]
    public async Task Refusals_StandInTheLogWithWhatWasMeant_AndEndThere()
    {
        await using KeyServer server = await RuledServer.StartAsync(SecuredLink.Socket);
        await using ObjectClient writer = await server.ConnectAsync(RuledServer.Writers);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);
        ICalculator attached = reader.Attach<ICalculator>(writer.ReferenceOf(await writer.CreateAsync<ICalculator>()));

        for (int i = 0; i < 20; i++) await AssertDeniedAsync("call", () => attached.AddAsync(1, 2));

        Assert.Equal(16, server.Warnings.Count);
        Assert.All(server.Warnings, line => Assert.Contains("type \"calculator\"", line, StringComparison.Ordinal));
        Assert.All(server.Warnings, line => Assert.Contains("the key readers", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_ThatAClientGives_CannotBreakALineOfTheLog()
    {
        await using KeyServer server = await RuledServer.StartAsync(SecuredLink.Socket);
        await using ObjectClient reader = await server.ConnectAsync(RuledServer.Readers);

        await AssertDeniedAsync("get? me", () => reader.GetAsync<ICalculator>("get\n me" + new string('x', 100_000)));
        await AssertDeniedAsync("make? me", () => reader.CreateAsync<ICalculator>(options: new CreateOptions { Type = "make\n me" }));

        Assert.Equal(2, server.Warnings.Count);
        Assert.All(server.Warnings, line => Assert.DoesNotContain('\n', line.TrimEnd()));
        Assert.All(server.Warnings, line => Assert.InRange(line.Length, 1, 500));
    }

    [Fact]
    public async Task Rules_ForAnybodyAndForTheOwnProcess_AreToldApart()
    {
        await using TestServer server = await TestServer.StartInProcessAsync(
            builder => builder.AddType<ICalculator, Calculator>()
                .Allow(AllowedClients.OwnProcess, ObjectPermissions.Create | ObjectPermissions.Call, "calculator")
                .Allow(AllowedClients.Anybody, ObjectPermissions.Create, "calculator", "any/"),
            options => options.AuthKey = KeyServer.Key);
        await using ObjectClient own = await server.ConnectAsync();
        await using ObjectClient keyed = await server.ConnectAsync(new ObjectClientOptions { AuthKey = KeyServer.Key });

        Assert.Equal(3, (await own.CreateAsync<ICalculator>()).Add(1, 2));
        Assert.NotNull(await own.CreateAsync<ICalculator>(options: new CreateOptions { Name = "any/own" }));
        Assert.NotNull(await keyed.CreateAsync<ICalculator>(options: new CreateOptions { Name = "any/keyed" }));
        var thrown = await Assert.ThrowsAsync<AccessDeniedException>(() => keyed.CreateAsync<ICalculator>());
        Assert.Contains("by key'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithARuleForAKeyThatItDoesNotHave_DoesNotStart()
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => RuledServer.StartAsync(
            SecuredLink.GrpcTcp, builder => builder.Allow(AllowedClients.WithKey("reader"), ObjectPermissions.Call)));

        Assert.Contains("key \"reader\"", $"{thrown}", StringComparison.Ordinal);
    }

    private static async Task AssertDeniedAsync(string what, Func<Task> request)
    {
        var thrown = await Assert.ThrowsAsync<AccessDeniedException>(() => request().WaitAsync(Guard));

        Assert.Contains(what, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("the key ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Allow(", thrown.Message, StringComparison.Ordinal);
    }
}
