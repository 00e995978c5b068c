using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Creation;

public sealed class CreationTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server =>
        {
            server.Services.AddSingleton(new Supplier("acme"));
            server.AddType<IVessel, Vessel>("vessel").AddType<IVessel, SlowVessel>("slow").AddObject<IVessel>("given", new Vessel(3));
        });
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    public static TheoryData<object?[], string> Choices() => new()
    {
        { [3], "int 3" },
        { [2.5], "double 2.5" },
        { ["a", 7], "string a ulong 7" },
        { ["a", 7UL], "string a ulong 7" },
        { [1, 2], "bytes 1 2" },
        { [new Guid("00112233-4455-6677-8899-aabbccddeeff")], "acme 00112233-4455-6677-8899-aabbccddeeff" },
        { [true], "bool True long 8 null" },
        { [true, 9], "bool True long 9 null" },
        { [true, 9, "x"], "bool True long 9 x" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task Constructor_ByItsArguments_IsTheOneThatTakesThem(object?[] arguments, string made)
    {
        IVessel vessel = await _client.CreateAsync<IVessel>(arguments, new CreateOptions { Type = "vessel" });

        Assert.Equal(made, vessel.Made);
    }

    public static TheoryData<object?[]> NoChoices() => new() { { [300, 2] }, { ["a", -1] }, { [1, 2, 3, 4] }, { [null] }, { [] } };

    [Theory]
    [MemberData(nameof(NoChoices))]
    public async Task Constructor_ThatNoneTakes_IsAnErrorThatListsThem(object?[] arguments)
    {
        var thrown = await Assert.ThrowsAsync<ArgumentException>(
            () => _client.CreateAsync<IVessel>(arguments, new CreateOptions { Type = "vessel" }));

        Assert.Contains("UInt64 seed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_ThatThrows_TellsWhatItThrew()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _client.CreateAsync<IVessel>([TimeSpan.FromDays(1)], new CreateOptions { Type = "vessel" }));

        Assert.Equal("not for 1.00:00:00", thrown.Message);
        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
    }

    [Fact]
    public async Task Type_NotRegistered_IsAnErrorWithTheNearest()
    {
        var thrown = await Assert.ThrowsAsync<TypeNotRegisteredException>(
            () => _client.CreateAsync<IVessel>([3], new CreateOptions { Type = "vesel" }));

        Assert.Contains("vessel", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_NotGivenWhereSeveralFit_IsAnErrorThatListsThem()
    {
        var thrown = await Assert.ThrowsAsync<TypeNotRegisteredException>(() => _client.CreateAsync<IVessel>([3]));

        Assert.Contains("slow", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("vessel", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_Taken_IsAnError()
    {
        var thrown = await Assert.ThrowsAsync<NameTakenException>(
            () => _client.CreateAsync<IVessel>([3], new CreateOptions { Type = "vessel", Name = "given" }));

        Assert.Equal("given", thrown.Name);
    }

    [Fact]
    public async Task Object_OfAnotherContract_IsAMismatch()
    {
        var thrown = await Assert.ThrowsAsync<ContractMismatchException>(() => _client.GetAsync<IOther>("given"));

        Assert.Contains(nameof(IVessel), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_NotThere_IsAnErrorWithTheNearest()
    {
        var thrown = await Assert.ThrowsAsync<ObjectNotFoundException>(() => _client.GetAsync<IVessel>("givem"));

        Assert.Contains("given", thrown.Candidates);
    }

    [Fact]
    public async Task Lists_OfObjects_NameThemAndTheirTypes()
    {
        await _client.CreateAsync<IVessel>([1], new CreateOptions { Type = "vessel", Name = "one" });
        await _client.CreateAsync<IVessel>([2], new CreateOptions { Type = "vessel" });

        IReadOnlyList<SharedObjectInfo> all = await _client.ListAsync();
        IReadOnlyList<SharedObjectInfo> some = await _client.ListAsync("on");

        Assert.Equal(["given", "one", null], all.Select(info => info.Name));
        Assert.Equal(("one", "vessel", 1L), (some.Single().Name, some.Single().Type, some.Single().References));
    }

    [Fact]
    public async Task SlowConstructor_OfOneName_RunsOnceAndHoldsNobodyUp()
    {
        var slow = new CreateOptions { Type = "slow" };
        Task<IVessel>[] making = [.. Enumerable.Range(0, 4).Select(_ => _client.GetOrCreateAsync<IVessel>("lazy", options: slow))];
        Assert.True(SlowVessel.Begun.Wait(Guard));

        IVessel other = await _client.CreateAsync<IVessel>([3], new CreateOptions { Type = "vessel" }).WaitAsync(Guard);
        SlowVessel.Release.Set();
        IVessel[] made = await Task.WhenAll(making).WaitAsync(Guard);

        Assert.Equal("int 3", other.Made);
        Assert.Single(made.Distinct());
        Assert.Equal(1, SlowVessel.MadeCount);
    }
}
