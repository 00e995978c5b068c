using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Cancelling;

namespace ObjectServer.IntegrationTests.Errors;

public sealed class ErrorTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("http://host/path")]
    [InlineData("grpc+unix:")]
    [InlineData("nonsense")]
    public async Task Address_ThatIsNone_NamesTheForms(string address)
    {
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => ObjectClient.ConnectAsync(address));

        Assert.Contains(address, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("grpc+unix:/tmp/no-object-server-is-here.sock")]
    public async Task Server_NotThere_IsUnavailable(string address)
    {
        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(address).WaitAsync(Guard));

        Assert.Contains(address, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunningCall_ServerStopped_EndsWithAnOutcome()
    {
        var patient = new Patient();
        TestServer server = await TestServer.StartAsync(
            builder => builder.AddObject<IPatient>("patient", patient), options => options.DrainTimeout = TimeSpan.FromMilliseconds(100));
        await using ObjectClient client = await server.ConnectAsync();
        IPatient proxy = await client.GetAsync<IPatient>("patient");
        Task waiting = proxy.WaitAsync();
        await patient.BegunAsync(Guard);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => waiting.WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => proxy.WaitAsync().WaitAsync(Guard));
        Assert.Throws<ServerUnavailableException>(() => proxy.Wait("answer", CancellationToken.None));
    }

    [Fact]
    public async Task RunningCalls_ServerStops_MayFinish()
    {
        TestServer server = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        var begun = new TaskCompletionSource();
        Task<int> counting = calculator.CountAsync(300_000, new Signal(begun));
        await begun.Task.WaitAsync(Guard);

        await server.DisposeAsync();

        Assert.Equal(300_000, await counting.WaitAsync(Guard));
    }

    [Fact]
    public async Task Call_AfterTheClientIsDisposedOf_IsUnavailable()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();

        await client.DisposeAsync();

        Assert.Throws<ServerUnavailableException>(() => calculator.Add(1, 2));
    }

    [Fact]
    public async Task ProxyOfAnotherClient_GivenBack_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        await using ObjectClient one = await server.ConnectAsync();
        await using ObjectClient two = await server.ConnectAsync();
        ICalculator calculator = await one.CreateAsync<ICalculator>();

        await Assert.ThrowsAsync<ArgumentException>(() => two.ReleaseAsync(calculator));
        await Assert.ThrowsAsync<ArgumentException>(() => two.ReleaseAsync("no proxy"));
        Assert.Equal(3, two.Attach<ICalculator>(one.ReferenceOf(calculator)).Add(1, 2));
    }

    [Fact]
    public async Task ReferenceToAnotherServer_Attached_IsGone()
    {
        await using TestServer first = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        await using TestServer second = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        await using ObjectClient client = await first.ConnectAsync();
        await using ObjectClient other = await second.ConnectAsync();
        ObjectReference reference = client.ReferenceOf(await client.CreateAsync<ICalculator>());
        ICalculator ofTheSameId = await other.CreateAsync<ICalculator>();

        Assert.Throws<AccessDeniedException>(() => other.Attach<ICalculator>(reference));
        var thrown = Assert.Throws<ObjectGoneException>(() => other.Attach<ICalculator>(reference with { Address = null }));

        Assert.Equal(reference, thrown.Reference);
        Assert.Equal(reference.ObjectId, other.ReferenceOf(ofTheSameId).ObjectId);
    }

    [Fact]
    public async Task TypeWithoutContract_Asked_ListsItsFaults()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());
        await using ObjectClient client = await server.ConnectAsync();

        await Assert.ThrowsAsync<InvalidContractException>(() => client.GetAsync<IDisposable>("x"));
    }

    [Fact]
    public async Task Options_OutOfRange_AreListedWhenTheServerStarts()
    {
        var thrown = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestServer.StartAsync(
            builder => builder.AddType<ICalculator, Calculator>(),
            options =>
            {
                options.MaxValueBytes = 1;
                options.MaxSessions = 0;
            }));

        Assert.Equal(2, thrown.Failures.Count());
    }

    [Fact]
    public async Task RegisteredException_OfBothSides_ArrivesAsItself()
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IThrower, Thrower>("thrower"), options => options.AddException<LatticeException>());
        await using ObjectClient knows = await server.ConnectAsync(new ObjectClientOptions().AddException<LatticeException>());
        await using ObjectClient knowsNot = await server.ConnectAsync();

        var own = Assert.Throws<LatticeException>((await knows.CreateAsync<IThrower>()).Fail);
        var remote = Assert.Throws<RemoteInvocationException>((await knowsNot.CreateAsync<IThrower>()).Fail);

        Assert.Equal("cracked", own.Message);
        Assert.IsType<RemoteInvocationException>(own.InnerException);
        Assert.Equal(typeof(LatticeException).FullName, remote.RemoteTypeName);
    }

    [Fact]
    public async Task RemoteStack_NotAllowed_StaysInTheServer()
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IThrower, Thrower>("thrower"), options => options.IncludeRemoteStack = false);
        await using ObjectClient client = await server.ConnectAsync();

        var thrown = Assert.Throws<RemoteInvocationException>((await client.CreateAsync<IThrower>()).Fail);

        Assert.True(string.IsNullOrEmpty(thrown.RemoteStack));
    }

    private sealed class Signal(TaskCompletionSource begun) : IProgress<int>
    {
        public void Report(int value) => begun.TrySetResult();
    }
}
