using System.IO.Pipes;
using System.Reflection;
using System.Text;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Versions;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>A server of one's own from its start to its end, as Python's managers are used.</summary>
public sealed class ManagerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private static LocalServerOptions Options => new() { Assemblies = [typeof(Foo).Assembly.Location] };

    [Fact]
    [Trait("Conformance", "C-104")]
    public async Task Server_OfOnesOwn_ExposesWhatItsContractsSayAndEndsWithZero()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient client = await server.ConnectAsync();
        IFoo foo = await client.CreateAsync<IFoo>();
        IBar bar = await client.CreateAsync<IBar>();

        Assert.Equal("f()", foo.F());
        var thrown = Assert.Throws<ArgumentException>(() => foo.G());
        Assert.Equal("no g today", thrown.Message);
        Assert.Equal(typeof(ArgumentException).FullName, Assert.IsType<RemoteInvocationException>(thrown.InnerException).RemoteTypeName);
        Assert.Equal(["f()", "h()"], [bar.F(), bar.H()]);
        Assert.Equal(["F", "G"], await MembersAsync(server, "foo"));
        Assert.Equal(["F", "H"], await MembersAsync(server, "bar"));

        await server.StopAsync().WaitAsync(Guard);

        Assert.Equal(0, await server.Exited.WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-104")]
    [Trait("Conformance", "P-22")]
    public async Task Member_ThatIsPublicAndNotExposed_IsRefusedWithWhatThereIs()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient client = await server.ConnectAsync();
        await client.CreateAsync<IFoo>(options: new CreateOptions { Name = "foo" });
        Type eager = OtherVersion.Of(typeof(IFoo), ("F", typeof(string), []), ("H", typeof(string), []));
        object foo = await GetAsync(client, eager, "foo");

        var thrown = Assert.Throws<MemberNotFoundException>(() => Call(eager, foo, "H"));

        Assert.Contains("H", thrown.MemberName, StringComparison.Ordinal);
        Assert.Equal(2, thrown.Candidates.Count);
        Assert.All(thrown.Candidates, candidate => Assert.Matches("[FG]\\(", candidate));
        Assert.Contains(thrown.Candidates[0], thrown.Message, StringComparison.Ordinal);
        Assert.Equal("f()", Call(eager, foo, "F"));
    }

    [Fact]
    [Trait("Conformance", "C-104")]
    public async Task Generator_IsIteratedFromAnotherProcess()
    {
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient client = await server.ConnectAsync();
        IBaz baz = await client.CreateAsync<IBaz>();
        var squares = new List<int>();

        await foreach (int square in baz.Squares(10)) squares.Add(square);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * i), squares);
        await foreach (int first in baz.Squares(int.MaxValue))
        {
            Assert.Equal(0, first);
            break;
        }
    }

    [Fact]
    [Trait("Conformance", "C-105")]
    public async Task Using_AServer_StartsAndEndsIt()
    {
        Task<int> exited;
        string socket;
        await using (LocalServer server = await LocalServer.StartAsync(Options))
        {
            exited = server.Exited;
            socket = server.Address["unix:".Length..];
            await using ObjectClient client = await server.ConnectAsync();
            Assert.Equal("f()", (await client.CreateAsync<IFoo>()).F());
            Assert.False(exited.IsCompleted);
        }

        Assert.True(exited.IsCompleted);
        Assert.Equal(0, await exited);
        Assert.False(File.Exists(socket));
    }

    [Fact]
    [Trait("Conformance", "C-106")]
    public async Task Using_AServerThatRunsAlready_EndsItOnce()
    {
        LocalServer server = await LocalServer.StartAsync(Options);
        ObjectClient client = await server.ConnectAsync();
        IFoo foo = await client.CreateAsync<IFoo>();

        await using (server)
        await using (client)
        {
            Assert.Equal("f()", foo.F());
        }

        Assert.Equal(0, await server.Exited.WaitAsync(Guard));
        await server.StopAsync().WaitAsync(Guard);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<ServerUnavailableException>(() => server.ConnectAsync());
    }

    [Fact]
    [Trait("Conformance", "P-23")]
    public async Task SlowConstructor_OfOneClient_HoldsNoOtherUp()
    {
        using var folder = new TestFolder();
        await using LocalServer server = await LocalServer.StartAsync(Options);
        await using ObjectClient slow = await server.ConnectAsync();
        await using ObjectClient other = await server.ConnectAsync();
        await using var pipe = new NamedPipeServerStream(folder.File("pipe"), PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        Task<ISlowlyMade> making = slow.CreateAsync<ISlowlyMade>([folder.File("pipe")], new CreateOptions { Name = "slow" });
        await pipe.WaitForConnectionAsync().WaitAsync(Guard);

        IFoo foo = await other.CreateAsync<IFoo>(options: new CreateOptions { Name = "foo" }).WaitAsync(Guard);
        Assert.Equal("f()", await Task.Run(foo.F).WaitAsync(Guard));
        await other.ReleaseAsync(foo).WaitAsync(Guard);
        await other.DeleteAsync("foo").WaitAsync(Guard);
        Assert.Empty(await other.ListAsync().WaitAsync(Guard));
        Assert.False(making.IsCompleted);

        await pipe.WriteAsync(Encoding.UTF8.GetBytes("made\n"));
        Assert.Equal("made", (await making.WaitAsync(Guard)).Line);
    }

    private static async Task<IEnumerable<string>> MembersAsync(LocalServer server, string type)
    {
        await using FrameSession session = await FrameSession.OpenAsync(new SocketLink(server.Address["unix:".Length..]), server.AuthKey);
        await session.Calls.SendAsync(new Frame { Request = new Request { Sequence = 1, Describe = new DescribeContract { Type = type } } });
        Frame answer = (await session.Calls.NextAsync().WaitAsync(Guard))!;
        Value description = Assert.Single(Wire.Values.Parser.ParseFrom(answer.Result.Values).Items);
        return ContractDescription.Parser.ParseFrom(description.Message).Members.Select(member => member.Name).Order();
    }

    private static async Task<object> GetAsync(ObjectClient client, Type contract, string name)
    {
        MethodInfo get = typeof(ObjectClient).GetMethod(nameof(ObjectClient.GetAsync))!.MakeGenericMethod(contract);
        var task = (Task)get.Invoke(client, [name, CancellationToken.None])!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }

    private static object? Call(Type contract, object proxy, string member) =>
        contract.GetMethod(member)!.Invoke(proxy, BindingFlags.DoNotWrapExceptions, null, [], null);
}
