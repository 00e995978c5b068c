using System.Reflection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Versions;

/// <summary>A client whose contract is of another version: an interface of the same full name, made at run time.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddObject<IGauge>("gauge", new Gauge()));
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task ServersMember_ThatTheClientLacks_IsIgnored()
    {
        Type older = Define(("Read", typeof(int), []));

        object gauge = await GetAsync(older);

        Assert.Equal(42, older.GetMethod("Read")!.Invoke(gauge, []));
    }

    [Fact]
    [Trait("Conformance", "P-22")]
    public async Task ClientsMember_ThatTheServerLacks_FailsWhenCalled()
    {
        Type newer = Define(("Read", typeof(int), []), ("Raed", typeof(int), []));

        object gauge = await GetAsync(newer);

        var thrown = Assert.Throws<MemberNotFoundException>(() => newer.GetMethod("Raed")!.Invoke(gauge, BindingFlags.DoNotWrapExceptions, null, [], null));
        Assert.Contains("Read", thrown.Candidates[0], StringComparison.Ordinal);
        Assert.Equal(42, newer.GetMethod("Read")!.Invoke(gauge, []));
    }

    [Fact]
    public async Task Members_WhoseSignaturesDiffer_FailWhenTheObjectIsGot()
    {
        Type other = Define(("Read", typeof(long), []), ("Write", typeof(void), [typeof(string)]));

        var thrown = await Assert.ThrowsAsync<ContractMismatchException>(() => GetAsync(other));

        Assert.Equal(2, thrown.Differences.Count);
    }

    private static Type Define(params (string Name, Type Result, Type[] Parameters)[] methods) => OtherVersion.Of(typeof(IGauge), methods);

    private async Task<object> GetAsync(Type contract)
    {
        MethodInfo get = typeof(ObjectClient).GetMethod(nameof(ObjectClient.GetAsync))!.MakeGenericMethod(contract);
        var task = (Task)get.Invoke(_client, ["gauge", CancellationToken.None])!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}
