using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;
using ObjectServer.Client.Proxy;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Proxies.Identity;
using ObjectServer.IntegrationTests.Proxies.Kinds;

namespace ObjectServer.IntegrationTests.Proxies.Strangers;

/// <summary>Code that knows nothing of proxies looks at one: no property is read in the server by it.</summary>
public sealed class StrangerTests : ConnectedTests
{
    private ICalculator _calculator = null!;
    private long _before;

    protected override void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>().AddType<IAuditedLedger, Ledger>().AddObject<IBox<int>>("box", new Box<int>(3));

    public static TheoryData<string, Func<ICalculator, string>> Writings() => new()
    {
        { "as its contract", proxy => JsonSerializer.Serialize(proxy) },
        { "as an object", proxy => JsonSerializer.Serialize<object>(proxy) },
        { "as its class", proxy => JsonSerializer.Serialize(proxy, proxy.GetType()) },
        { "in a list", proxy => JsonSerializer.Serialize(new List<ICalculator> { proxy }) },
        { "in a dictionary", proxy => JsonSerializer.Serialize(new Dictionary<string, object> { ["it"] = proxy }) },
        { "in a record", proxy => JsonSerializer.Serialize(new Entry("calculated", proxy)) },
        { "in an anonymous type", proxy => JsonSerializer.Serialize(new { By = proxy }) },
        { "with options", proxy => JsonSerializer.Serialize(proxy, JsonSerializerOptions.Web) },
        { "as a node", proxy => JsonSerializer.SerializeToNode(proxy)!.ToJsonString() },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task Serializer_OutsideOfACall_IsRefusedAndReadsNothing(string how, Func<ICalculator, string> write)
    {
        await BeginAsync();

        var thrown = Assert.Throws<NotSupportedException>(() => write(_calculator));

        Assert.True(thrown.Message.Contains("is a shared object, which is not copied", StringComparison.Ordinal), $"{how}: {thrown.Message}");
        Assert.Contains($"{Client.ReferenceOf(_calculator)}", thrown.Message, StringComparison.Ordinal);
        AssertNothingSent();
    }

    [Fact]
    public async Task Proxy_OfEveryKindOfContract_IsRefused()
    {
        await BeginAsync();
        object[] proxies = [await Client.CreateAsync<IAuditedLedger>(), await Client.CreateAsync<ILedger>(), await Client.GetAsync<IBox<int>>("box")];

        Assert.All(proxies, proxy => Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(proxy)));
    }

    [Fact]
    public async Task Serializer_ThatReadsAContract_IsRefused()
    {
        await BeginAsync();

        var thrown = Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ICalculator>("{}"));

        Assert.Contains(typeof(ICalculator).FullName!, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_OfAProxy_IsWrittenAndAttachedAgain()
    {
        await BeginAsync();
        _calculator.Memory = 7;

        string mail = JsonSerializer.Serialize(Client.ReferenceOf(_calculator));
        ICalculator again = Client.Attach<ICalculator>(JsonSerializer.Deserialize<ObjectReference>(mail));

        Assert.Equal(7, again.Memory);
    }

    [Fact]
    public async Task Logger_ThatIsGivenAProxy_WritesItsTextWithoutACall()
    {
        await BeginAsync();
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddProvider(new ErrorCollector(lines)));

        LogCalculator(logging.CreateLogger("test"), _calculator, null);

        Assert.Contains($"{Client.ReferenceOf(_calculator)}", Assert.Single(lines), StringComparison.Ordinal);
        AssertNothingSent();
    }

    [Fact]
    public async Task Debugger_ThatShowsAProxy_MakesNoCall()
    {
        await BeginAsync();
        Type shown = _calculator.GetType();

        string text = shown.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: true)!.Value;
        string view = shown.GetCustomAttribute<DebuggerTypeProxyAttribute>(inherit: true)!.ProxyTypeName;
        var viewed = new SharedProxyView((SharedProxy)_calculator);

        Assert.Equal("{ToString(),nq}", text);
        Assert.Equal($"{typeof(ICalculator).FullName} {Client.ReferenceOf(_calculator)}", _calculator.ToString());
        Assert.Equal(typeof(SharedProxyView).AssemblyQualifiedName, view);
        Assert.Equal(
            (Client.ReferenceOf(_calculator), typeof(ICalculator).FullName, false), (viewed.Reference, viewed.Contract, viewed.Released));
        Assert.Contains(Server.Address, viewed.Server, StringComparison.Ordinal);
        AssertNothingSent();
    }

    [Fact]
    public async Task Debugger_AfterTheEndOfTheServer_ShowsTheSame()
    {
        TestServer server = await TestServer.StartAsync(Share);
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        string before = calculator.ToString()!;

        await server.DisposeAsync();

        Assert.Equal(before, calculator.ToString());
    }

    private async Task BeginAsync()
    {
        _calculator = await Client.CreateAsync<ICalculator>();
        _before = Client.Statistics.CallsSent;
    }

    private void AssertNothingSent() => Assert.Equal(_before, Client.Statistics.CallsSent);

    private static readonly Action<ILogger, ICalculator, Exception?> LogCalculator =
        LoggerMessage.Define<ICalculator>(LogLevel.Error, new EventId(1), "calculated by {Calculator}");

    private sealed record Entry(string What, ICalculator By);
}
