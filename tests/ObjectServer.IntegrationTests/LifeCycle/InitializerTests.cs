using System.Diagnostics;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Errors;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>What runs in a server of one's own before it is ready.</summary>
public sealed class InitializerTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Conformance", "C-109")]
    public async Task Initializer_OfAServer_RunsInItsProcessBeforeItIsReady()
    {
        string[] arguments = ["first", "", "--load", "a b=c;d", "\"größer\"\n- ", "'"];
        LocalServerOptions options = Options<SharingInitializer>(arguments);

        await using LocalServer server = await LocalServer.StartAsync(options);
        await using ObjectClient client = await server.ConnectAsync();

        Assert.Equal(server.ProcessId.ToString(provider: null), (await client.GetAsync<INote>("process")).Text);
        for (int i = 0; i < arguments.Length; i++) Assert.Equal(arguments[i], (await client.GetAsync<INote>($"argument {i}")).Text);
    }

    [Fact]
    [Trait("Conformance", "C-109")]
    public async Task ObjectsOfTheInitializer_AndOfClients_AreOfTheSameTypes()
    {
        LocalServerOptions options = Options<SharingInitializer>();
        options.Assemblies = [typeof(Calculator).Assembly.Location];
        await using LocalServer server = await LocalServer.StartAsync(options);
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator shared = await client.GetAsync<ICalculator>("calculator");
        ICalculator own = await client.CreateAsync<ICalculator>(["own", 5]);

        Assert.Equal(12, shared.SumWith(own));
        Assert.Equal(12, own.SumWith(shared));
    }

    [Fact]
    public async Task ObjectsOfTheInitializer_WhenTheyAreDeletedOrTheServerEnds_AreDisposedOf()
    {
        using var folder = new TestFolder();
        LocalServerOptions options = Options<SharingInitializer>(folder.File("deleted"), folder.File("ended"));
        await using LocalServer server = await LocalServer.StartAsync(options);
        await using ObjectClient client = await server.ConnectAsync();

        await client.DeleteAsync("argument 0");

        await Eventually.SoAsync(() => File.Exists(folder.File("deleted")));
        Assert.False(File.Exists(folder.File("ended")));
        await server.StopAsync().WaitAsync(Guard);
        Assert.True(File.Exists(folder.File("ended")));
    }

    [Fact]
    [Trait("Conformance", "C-109")]
    public async Task Type_ThatIsNoInitializer_IsRefusedBeforeAnythingIsStarted()
    {
        foreach (Type type in new[] { typeof(string), typeof(IServerInitializer), typeof(Open<int>), typeof(WithParameters), typeof(Abstract) })
        {
            var options = new LocalServerOptions { Initializer = type, ServerPath = "/nowhere/ObjectServer.dll" };

            var thrown = await Assert.ThrowsAsync<ArgumentException>(() => LocalServer.StartAsync(options));

            Assert.Contains(type.ToString(), thrown.Message, StringComparison.Ordinal);
            Assert.Equal(nameof(options.Initializer), thrown.ParamName);
        }
    }

    [Fact]
    [Trait("Conformance", "P-25")]
    public async Task Exception_OfTheInitializer_ReachesTheStarterWhole()
    {
        var lines = new List<string>();
        LocalServerOptions options = Options<FailingInitializer>(FailingInitializer.KnownType);
        options.ServerOutput = line =>
        {
            lock (lines) lines.Add(line);
        };

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.Equal("nothing to serve", thrown.Message);
        var remote = Assert.IsType<RemoteInvocationException>(thrown.InnerException);
        Assert.Equal(typeof(InvalidOperationException).FullName, remote.RemoteTypeName);
        Assert.Contains("ThrowDeepAsync", remote.RemoteStack, StringComparison.Ordinal);
        var several = Assert.IsType<AggregateException>(remote.InnerException);
        Assert.Equal(
            [(typeof(FileNotFoundException), "the lattice is not there"), (typeof(FormatException), "not a number")],
            several.InnerExceptions.Select(inner => (inner.GetType(), inner.Message)));
        lock (lines)
        {
            Assert.Contains("before it fails", lines);
            Assert.Contains(lines, line => line.StartsWith($"objectserver: The initializer {typeof(FailingInitializer)} failed:", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.StartsWith("objectserver failed", StringComparison.Ordinal));
        }
    }

    [Fact]
    [Trait("Conformance", "P-25")]
    public async Task Exception_OfATypeThatIsNotKnown_ArrivesByItsName()
    {
        var thrown = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => LocalServer.StartAsync(Options<FailingInitializer>(FailingInitializer.OwnType)).WaitAsync(Guard));

        Assert.Equal((typeof(LatticeException).FullName, "no lattice"), (thrown.RemoteTypeName, thrown.Message));
        Assert.Equal("not a number", Assert.IsType<FormatException>(thrown.InnerException).Message);
    }

    [Fact]
    public async Task Exception_OfATypeThatWasAdded_ArrivesAsItself()
    {
        LocalServerOptions options = Options<FailingInitializer>(FailingInitializer.OwnType).AddException<LatticeException>();

        var thrown = await Assert.ThrowsAsync<LatticeException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
    }

    [Theory]
    [InlineData(FailingInitializer.NameTaken, typeof(NameTakenException))]
    [InlineData(FailingInitializer.NotShared, typeof(InvalidContractException))]
    public async Task Refusal_OfWhatTheInitializerShares_IsItsFailure(string how, Type type)
    {
        var thrown = await Assert.ThrowsAsync<RemoteInvocationException>(
            () => LocalServer.StartAsync(Options<FailingInitializer>(how)).WaitAsync(Guard));

        Assert.Equal(type.FullName, thrown.RemoteTypeName);
    }

    [Fact]
    public async Task Cancellation_OfTheInitializersOwn_IsAFailureLikeOthers()
    {
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(
            () => LocalServer.StartAsync(Options<FailingInitializer>(FailingInitializer.Cancelled)).WaitAsync(Guard));

        Assert.Equal("of its own", thrown.Message);
        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
    }

    [Fact]
    public async Task Constructor_OfAnInitializerThatThrows_IsItsFailure()
    {
        var thrown = await Assert.ThrowsAsync<NotSupportedException>(
            () => LocalServer.StartAsync(Options<ThrowingConstructorInitializer>()).WaitAsync(Guard));

        Assert.Equal("not made", thrown.Message);
    }

    [Fact]
    public async Task Failure_OfTheInitializer_DisposesOfWhatItShared()
    {
        using var folder = new TestFolder();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => LocalServer.StartAsync(Options<FailingInitializer>(FailingInitializer.KnownType, folder.File("note"))).WaitAsync(Guard));

        // The process has ended by now, and by itself.
        Assert.True(File.Exists(folder.File("note")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Initializer_ThatNeverEnds_EndsWithTheProcessAfterTheLimit(bool heeds)
    {
        using var folder = new TestFolder();
        string file = folder.File("process");
        LocalServerOptions options = Options<UnfinishedInitializer>(heeds ? [file, "heed"] : [file]);
        using var cancel = new CancellationTokenSource();
        Task<LocalServer> starting = LocalServer.StartAsync(options, cancel.Token);
        await Eventually.SoAsync(() => File.Exists(file));
        using Process process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file), null));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting.WaitAsync(Guard));
        await process.WaitForExitAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Initializer_ThatTakesTooLong_IsAServerThatIsNotReady()
    {
        using var folder = new TestFolder();
        LocalServerOptions options = Options<UnfinishedInitializer>(folder.File("process"));
        options.StartTimeout = TimeSpan.FromMilliseconds(1);

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => LocalServer.StartAsync(options).WaitAsync(Guard));

        Assert.Contains($"not ready within 00:00:00.0010000, its initializer {typeof(UnfinishedInitializer)} included", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_WithoutAnInitializer_AreRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => LocalServer.StartAsync(new LocalServerOptions { InitializerArguments = ["lost"] }));

    private static LocalServerOptions Options<T>(params string[] arguments)
        where T : IServerInitializer => new() { Initializer = typeof(T), InitializerArguments = arguments };

    public sealed class Open<T> : IServerInitializer
    {
        public Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel) => Task.FromResult(default(T));
    }

    public sealed class WithParameters(int size) : IServerInitializer
    {
        public Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel) => Task.FromResult(size);
    }

    public abstract class Abstract : IServerInitializer
    {
        public abstract Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel);
    }
}
