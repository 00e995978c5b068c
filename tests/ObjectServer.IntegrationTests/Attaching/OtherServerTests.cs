using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Attaching;

/// <summary>References that lead to another server than the client's own.</summary>
public sealed class OtherServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _here = null!;
    private TestServer _there = null!;
    private ObjectClient _owner = null!;
    private IDock _dock = null!;
    private ObjectReference _reference;

    public async Task InitializeAsync()
    {
        _here = await StartAsync();
        _there = await StartAsync();
        _owner = await _there.ConnectAsync();
        _dock = await _owner.CreateAsync<IDock>(["there"], new CreateOptions { Name = "dock" });
        _reference = _owner.ReferenceOf(_dock);
    }

    public async Task DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task Reference_BringsTheAddressOfItsServer()
    {
        Assert.Equal(_there.Address, _reference.Address);
        Assert.Equal(_there.Address, Assert.Single(await _owner.ListAsync()).Reference.Address);
        Assert.EndsWith($"@{_there.Address}", $"{_reference}", StringComparison.Ordinal);
        Assert.Equal(_there.Address, ObjectReference.Parse($"{_reference}").Address);
        Assert.Equal(_there.Address, JsonSerializer.Deserialize<ObjectReference>(JsonSerializer.Serialize(_reference)).Address);
        ObjectReference echoed = _dock.Echo(_reference);
        Assert.Equal((_reference, _there.Address), (echoed, echoed.Address));
    }

    [Fact]
    public async Task AllowedAddress_IsConnectedTo_AndTheObjectIsHeld()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);
        long before = References();

        IDock attached = await client.AttachAsync<IDock>(_reference);

        Assert.Equal("there greets me", attached.Greet("me"));
        Assert.Equal(_dock, attached);
        Assert.Equal(before + 1, References());
        await client.ReleaseAsync(attached);
        Assert.Equal(before, References());
        Assert.Throws<ObjectGoneException>(() => attached.Name);
        Assert.Equal("there", _dock.Name);
    }

    [Fact]
    public async Task AddressThatIsNotAllowed_IsNotConnectedTo()
    {
        await using ObjectClient closed = await _here.ConnectAsync();
        await using ObjectClient other = await ConnectAsync("http://127.0.0.1:1");

        var thrown = await Assert.ThrowsAsync<AccessDeniedException>(() => closed.AttachAsync<IDock>(_reference));
        await Assert.ThrowsAsync<AccessDeniedException>(() => other.AttachAsync<IDock>(_reference));
        Assert.Throws<AccessDeniedException>(() => closed.Attach<IDock>(_reference));

        Assert.Contains(_there.Address, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("ObjectClientOptions.AllowServer", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, _there.Sessions.Count);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://127.0.0.1:21")]
    [InlineData("unix:")]
    [InlineData("")]
    public async Task AddressThatIsNone_IsRefused(string address)
    {
        var asked = new List<string>();
        var options = new ObjectClientOptions();
        options.AllowServers(text =>
        {
            asked.Add(text);
            return new ObjectClientOptions();
        });
        await using ObjectClient client = await _here.ConnectAsync(options);

        await Assert.ThrowsAsync<AccessDeniedException>(() => client.AttachAsync<IDock>(_reference with { Address = address }));

        Assert.Empty(asked);
    }

    [Fact]
    public async Task ReferenceWithoutAnAddress_IsGone()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);

        await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<IDock>(_reference with { Address = null }));
        Assert.Throws<ObjectGoneException>(() => client.Attach<IDock>(_reference with { Address = null }));
    }

    [Fact]
    public async Task AddressThatLeadsToAnotherServer_IsGone()
    {
        await using TestServer third = await StartAsync();
        await using ObjectClient client = await ConnectAsync(third.Address);
        ObjectReference moved = _reference with { Address = third.Address };

        var thrown = await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<IDock>(moved));

        Assert.Equal(moved, thrown.Reference);
        Assert.Contains($"{moved.Server}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddressOfALaterStart_IsGone()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);

        await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<IDock>(_reference with { Generation = _reference.Generation - 1 }));
    }

    [Fact]
    public async Task AddressOfTheClientsOwnServer_IsNotAnother()
    {
        await using ObjectClient client = await _here.ConnectAsync();

        await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<IDock>(_reference with { Address = _here.Address }));
        Assert.Throws<ObjectGoneException>(() => client.Attach<IDock>(_reference with { Address = _here.Address }));
    }

    [Fact]
    public async Task ObjectThatIsGone_IsGone()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);
        await _owner.DeleteAsync("dock");

        await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<IDock>(_reference));
    }

    [Fact]
    public async Task Attach_WithoutAConnection_SaysHowToMakeOne()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);

        var thrown = Assert.Throws<InvalidOperationException>(() => client.Attach<IDock>(_reference));
        await client.AttachAsync<IDock>(_reference);

        Assert.Contains("AttachAsync", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("there", client.Attach<IDock>(_reference).Name);
    }

    [Fact]
    public async Task Connection_IsSharedByAllReferences_AndEndsWithTheClient()
    {
        ObjectClient client = await ConnectAsync(_there.Address);

        IDock[] attached = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.AttachAsync<IDock>(_reference))).WaitAsync(Guard);
        IPort port = await client.AttachAsync<IPort>(_reference);

        Assert.All(attached, dock => Assert.Same(attached[0], dock));
        Assert.Equal(3, port.Berths);
        Assert.Equal(2, _there.Sessions.Count);
        await client.DisposeAsync();
        await Eventually.EqualAsync(1, () => _there.Sessions.Count);
        await Assert.ThrowsAsync<ServerUnavailableException>(() => client.AttachAsync<IDock>(_reference));
    }

    [Fact]
    public async Task Connections_BeyondTheLimit_AreRefused()
    {
        await using TestServer third = await StartAsync();
        await using ObjectClient elsewhere = await third.ConnectAsync();
        ObjectReference second = elsewhere.ReferenceOf(await elsewhere.CreateAsync<IDock>(["third"]));
        var options = new ObjectClientOptions { MaxOtherServers = 1 };
        await using ObjectClient client = await _here.ConnectAsync(options.AllowServer(_there.Address).AllowServer(third.Address));
        await client.AttachAsync<IDock>(_reference);

        var thrown = await Assert.ThrowsAsync<LimitExceededException>(() => client.AttachAsync<IDock>(second));

        Assert.Equal(("ObjectClientOptions.MaxOtherServers", 1L, 2L), (thrown.LimitName, thrown.Limit, thrown.Requested));
    }

    [Fact]
    public async Task ServerThatDoesNotAnswer_CanBeTriedAgain()
    {
        TestServer third = await StartAsync();
        ObjectReference reference;
        await using (ObjectClient elsewhere = await third.ConnectAsync())
        {
            reference = elsewhere.ReferenceOf(await elsewhere.CreateAsync<IDock>(["third"], new CreateOptions { Name = "third" }));
        }

        await using ObjectClient client = await _here.ConnectAsync(new ObjectClientOptions { MaxOtherServers = 1 }.AllowServer(third.Address).AllowServer(_there.Address));
        IDock attached = await client.AttachAsync<IDock>(reference);
        await third.DisposeAsync();
        Assert.ThrowsAny<ObjectServerException>(() => attached.Name);

        await Assert.ThrowsAsync<ServerUnavailableException>(() => client.AttachAsync<IDock>(reference));
        Assert.Equal("there", (await client.AttachAsync<IDock>(_reference)).Name);
    }

    [Fact]
    public async Task Key_OfTheClient_IsNeverShownToAnotherServer()
    {
        // A client with a key goes no further with a server that asks for none: so where the key went can be seen.
        await using ObjectClient client = await _here.ConnectAsync(new ObjectClientOptions()
            .AllowServers(address => address == _there.Address ? new ObjectClientOptions { AuthKey = "theirs" } : null));
        ObjectClientOptions options = new ObjectClientOptions().AllowServer(_there.Address);
        await using ObjectClient plain = await _here.ConnectAsync(options);
        options.AuthKey = "mine";

        await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.AttachAsync<IDock>(_reference));
        Assert.Equal("there", (await plain.AttachAsync<IDock>(_reference)).Name);
    }

    [Fact]
    public async Task Proxy_OfAnotherServersObject_IsCalledThroughTheClient()
    {
        await using ObjectClient client = await ConnectAsync(_there.Address);
        IDock there = await client.AttachAsync<IDock>(_reference);
        IDock here = await client.CreateAsync<IDock>(["here"]);

        Assert.Equal("there greets me", await here.GreetThroughAsync(there, "me").WaitAsync(Guard));
        Assert.Equal("here greets me", await there.GreetThroughAsync(here, "me").WaitAsync(Guard));
        here.Keep(there);
        Assert.Same(there, here.Kept());
        Assert.Equal(10, await here.BounceAsync(there, 10).WaitAsync(Guard));
        await here.LetGoAsync();
        await Eventually.EqualAsync(0, () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return client.Session.Served.Home.Objects.Count;
        });
    }

    [Fact]
    public async Task Proxy_OfAnotherServersObject_IsSeenByOtherClientsUntilItsClientGoes()
    {
        ObjectClient client = await ConnectAsync(_there.Address);
        IDock there = await client.AttachAsync<IDock>(_reference);
        (await client.CreateAsync<IDock>(["here"], new CreateOptions { Name = "here" })).Keep(there);
        await using ObjectClient other = await _here.ConnectAsync();
        IDock seen = (await other.GetAsync<IDock>("here")).Kept()!;

        Assert.Equal("there greets you", seen.Greet("you"));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(seen.FailAsync);
        Assert.Equal("there fails.", thrown.Message);
        await client.DisposeAsync();
        await Eventually.EqualAsync(1, () => _here.Sessions.Count);

        Assert.Throws<ServerUnavailableException>(() => seen.Name);
    }

    [Fact]
    public async Task Server_AdvertisesWhatItIsTold()
    {
        await using TestServer named = await TestServer.StartAsync(Share, options => options.AdvertisedAddress = "http://lab.example:5080");
        await using TestServer silent = await TestServer.StartAsync(Share, options => options.AdvertisedAddress = "");
        await using TestServer socket = await TestServer.StartAsync(Share, unixSocket: true);
        await using TestServer nowhere = await TestServer.StartInProcessAsync(Share);

        Assert.Equal("http://lab.example:5080", await AddressAsync(named));
        Assert.Null(await AddressAsync(silent));
        Assert.Equal(socket.Address.Replace("grpc+", "", StringComparison.Ordinal), await AddressAsync(socket));
        Assert.Null(await AddressAsync(nowhere));
        var thrown = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestServer.StartAsync(Share, options => options.AdvertisedAddress = "lab"));
        Assert.Contains("AdvertisedAddress", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> AddressAsync(TestServer server)
    {
        await using ObjectClient client = await server.ConnectAsync();
        return client.ReferenceOf(await client.CreateAsync<IDock>(["any"])).Address;
    }

    private static void Share(ObjectServerBuilder server) => server.AddType<IDock, Dock>();

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(Share);

    private Task<ObjectClient> ConnectAsync(string allowed) => _here.ConnectAsync(new ObjectClientOptions().AllowServer(allowed));

    private long References() => _there.Objects.Find(_reference.ObjectId)!.References;
}
