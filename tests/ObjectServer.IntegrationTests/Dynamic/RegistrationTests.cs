using Microsoft.Extensions.DependencyInjection;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>What is said, and refused, when types and factories are registered.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Selection_OfNamesThatAreNotThere_ListsAllWithTheNearest()
    {
        InvalidContractException refused = Assert.Throws<InvalidContractException>(() => Builder().AddType<Counter>(
            "counter", members => members.Only("Valeu", "Protected", "Made", "ToString", "Dispose").Except("Rest").Returns("Chidl", "counter")));

        Assert.Equal(7, refused.Faults.Count);
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Valeu: there is no such member. Nearest: Value", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Protected: only public members", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("ToString: every object has it", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Dispose: disposing", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Rest: there is no such member. Nearest: Reset", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Chidl: there is no such member. Nearest: Child", StringComparison.Ordinal));
    }

    [Fact]
    public void Selection_OfMembersThatCannotBeRemote_ListsAllAndOnlyThose()
    {
        InvalidContractException all = Assert.Throws<InvalidContractException>(() => Builder().AddType<Unshareable>("u", members => members.Public()));
        InvalidContractException one = Assert.Throws<InvalidContractException>(() => Builder().AddType<Unshareable>("u", members => members.Only("Open", "Number")));
        Builder().AddType<Unshareable>("u", members => members.Only("Number"));

        Assert.Equal(["Any", "Changed", "Fill", "Open"], all.Faults.Select(fault => fault[..fault.IndexOf(':', StringComparison.Ordinal)]).Order());
        Assert.StartsWith("Open: its result System.IO.FileStream", Assert.Single(one.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Selection_OfNothing_IsRefused()
    {
        InvalidContractException refused = Assert.Throws<InvalidContractException>(() => Builder().AddType<Counter>("counter", _ => { }));

        Assert.StartsWith("No member is selected", Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Class_ThatHasNoInstances_IsRefused()
    {
        Assert.Throws<InvalidContractException>(() => Builder().AddType<CounterBase>("base", members => members.Public()));
    }

    [Fact]
    public void Returns_OfWhatIsNoObject_IsRefused()
    {
        InvalidContractException value = Assert.Throws<InvalidContractException>(
            () => Builder().AddType<Counter>("counter", members => members.Only("Value").Returns("Value", "counter")));
        InvalidContractException contract = Assert.Throws<InvalidContractException>(
            () => Builder().AddType<Holder>("holder", members => members.Public().Returns("Held", "holder")));

        Assert.Contains("is no class of objects", Assert.Single(value.Faults), StringComparison.Ordinal);
        Assert.Contains("goes by reference as it is", Assert.Single(contract.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_OfATypeThatIsNotRegistered_FailsTheStart()
    {
        InvalidOperationException unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(
            server => server.AddType<Counter>("counter", members => members.Only("Child").Returns("Child", "conter"))));
        InvalidOperationException other = await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(server => server
            .AddType<Counter>("counter", members => members.Only("Child").Returns("Child", "keeper"))
            .AddType<Keeper>("keeper", members => members.Only("Full").Returns("Full", "counter"))));

        Assert.Contains("which is not registered. Nearest: counter", unknown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Keeper), other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSelections_OfOneName_FailTheStart()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(server => server
            .AddType<Counter>("counter", members => members.Only("Value"))
            .AddType<Counter>("counter", members => members.Only("Add"))));
    }

    [Theory]
    [InlineData(ObjectConcurrency.Serialized)]
    [InlineData(ObjectConcurrency.Concurrent)]
    public async Task Concurrency_OfAClass_IsWhatItsRegistrationSays(ObjectConcurrency concurrency)
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<Counter>("counter", members => members.Only("Value"), concurrency));
        await using Client.ObjectClient client = await server.ConnectAsync();

        object counter = await client.CreateDynamicAsync("counter");

        Assert.Equal(concurrency == ObjectConcurrency.Serialized, server.Objects.All.Single().Gate is not null);
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Factory_OfAContract_IsGivenServicesAndArguments()
    {
        var made = new List<Counter>();
        await using TestServer server = await TestServer.StartAsync(
            builder => builder
                .AddFactory<IShelf>("shelf", (IServiceProvider services, double level) => new Shelf { Level = level + services.GetRequiredService<Offset>().Value })
                .AddFactory<Counter>("counter", (int start, int step = 2) => Keep(new Counter(start + step)), members => members.Only("Value")),
            services: services => services.AddSingleton(new Offset(10)));
        await using Client.ObjectClient client = await server.ConnectAsync();

        IShelf shelf = await client.CreateAsync<IShelf>([5]);
        dynamic counter = await client.CreateDynamicAsync("counter", [1]);
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => client.CreateDynamicAsync("counter", ["x"]));

        Assert.Equal(15, shelf.Level);
        Assert.Equal(3, counter.Value);
        Assert.Contains("(Int32 start, Int32 step)", refused.Message, StringComparison.Ordinal);
        await client.ReleaseAsync((object)counter);
        await Eventually.SoAsync(() => made[0].IsDisposed);

        Counter Keep(Counter counter)
        {
            made.Add(counter);
            return counter;
        }
    }

    [Fact]
    public async Task Factory_ThatReturnsNullOrThrows_SaysSoToTheClient()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder
            .AddFactory<IShelf>("nothing", Shelf? () => null)
            .AddFactory<IShelf>("failing", Shelf () => throw new TimeZoneNotFoundException("no zone")));
        await using Client.ObjectClient client = await server.ConnectAsync();

        InvalidOperationException none = await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateDynamicAsync("nothing"));
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.CreateDynamicAsync("failing"));

        Assert.Contains("returned null", none.Message, StringComparison.Ordinal);
        Assert.Contains("no zone", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Objects.Count);
    }

    [Fact]
    public void Factory_OfAnotherType_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Builder().AddFactory<IShelf>("shelf", () => new Counter()));
        Assert.Throws<ArgumentException>(() => Builder().AddFactory<IShelf>("shelf", () => Task.FromResult(new Shelf())));
        Assert.Throws<InvalidContractException>(() => Builder().AddFactory<Counter>("counter", () => new Counter()));
    }

    private static ObjectServerBuilder Builder() => new ServiceCollection().AddObjectServer();

    private sealed record Offset(int Value);
}
