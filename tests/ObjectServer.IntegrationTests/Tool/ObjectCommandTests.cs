using System.Text.Json;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary>The commands of <c>objectserver</c> that use objects: the real program against a real server.</summary>
public sealed class ObjectCommandTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ICooker, Cooker>("cooker");

    [Fact]
    public async Task Ls_ListsObjects_AndThoseOfAPrefix()
    {
        await Client.CreateAsync<ICooker>([20.0], new CreateOptions { Name = "kitchen/one" });
        await Client.CreateAsync<ICooker>([20.0], new CreateOptions { Name = "cellar/two" });

        ProgramResult all = await RunAsync("ls");
        ProgramResult some = await RunAsync("ls", "kitchen/", "--json");

        all.AssertExited(0);
        Assert.Matches(@"kitchen/one +\d+ +cooker +\S+ICooker +\d+ +0 +–", all.Output);
        Assert.Contains("cellar/two", all.Output, StringComparison.Ordinal);
        JsonElement only = Assert.Single(JsonDocument.Parse(some.Output).RootElement.EnumerateArray());
        Assert.Equal("kitchen/one", only.GetProperty("name").GetString());
        Assert.Equal("cooker", only.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Describe_ShowsEachMember()
    {
        await CreateAsync();

        ProgramResult text = await RunAsync("describe", "pot");
        ProgramResult json = await RunAsync("describe", "pot", "--json");

        text.AssertExited(0);
        Assert.Matches(@"get +Temperature", text.Output);
        Assert.Matches(@"event +Boiled +Action<string>", text.Output);
        Assert.Matches(@"call +CookAsync\(int steps, IProgress<double> progress\?, CancellationToken cancel\?\) +int", text.Output);
        Assert.Contains("read-only", text.Output, StringComparison.Ordinal);
        JsonElement[] members = [.. JsonDocument.Parse(json.Output).RootElement.GetProperty("members").EnumerateArray()];
        JsonElement describe = members.Single(one => one.GetProperty("name").GetString() == nameof(ICooker.Describe));
        Assert.Equal(["dish", "people"], describe.GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Create_MakesANamedObject_ThatStays()
    {
        (await RunAsync("create", "cooker", "21.5", "--name", "made")).AssertExited(0);
        (await RunAsync("create", "SharedValue<int>", "5", "--name", "five")).AssertExited(0);

        Assert.Equal(21.5, (await Client.GetAsync<ICooker>("made")).Temperature);
        Assert.Equal(5, (await Client.GetAsync<ISharedValue<int>>("five")).Value);
    }

    [Fact]
    public async Task Delete_TakesAnObjectAway()
    {
        await CreateAsync();
        (await RunAsync("delete", "pot")).AssertExited(0);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.GetAsync<ICooker>("pot"));
        ProgramResult again = await RunAsync("delete", "pot");
        again.AssertExited(6);
        Assert.Contains("pot", Assert.Single(again.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Temperature", "-3.5", "-3.5")]
    [InlineData("Dish", "a \"stew\"", "a \"stew\"")]
    [InlineData("Dish", "7", "7")]
    public async Task Set_AndGet_AProperty(string member, string value, string expected)
    {
        await CreateAsync();
        (await RunAsync("set", $"pot.{member}", "--", value)).AssertExited(0);
        ProgramResult read = await RunAsync("get", $"pot.{member}");
        read.AssertExited(0);
        Assert.Equal(expected, read.Output.TrimEnd());
    }

    [Fact]
    public async Task Get_AnArray_IsJson()
    {
        await CreateAsync();
        Assert.Equal("[1,2,3]", (await RunAsync("get", "pot.Times")).Output.TrimEnd());
    }

    [Fact]
    public async Task Set_WhatIsNoSuchValue_SaysWhatIsExpected()
    {
        await CreateAsync();
        ProgramResult result = await RunAsync("set", "pot.Temperature", "warm");
        result.AssertExited(2);
        Assert.Contains("System.Double", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number 7", "Rename", "7")]
    [InlineData("text seven", "Rename", "seven")]
    [InlineData("{\"dish\":\"stew\",\"parts\":[\"water\",\"salt\"],\"people\":2}", "Describe", "stew")]
    [InlineData("{\"dish\":\"stew\",\"parts\":[\"water\",\"salt\"],\"people\":5}", "Describe", "stew", "5")]
    public async Task Call_TakesTextForWhatTheServerDescribes(string expected, string method, params string[] arguments)
    {
        await CreateAsync();
        ProgramResult result = await RunAsync(["call", $"pot.{method}", .. arguments]);
        result.AssertExited(0);
        Assert.Equal(expected, result.Output.TrimEnd(), ignoreCase: true);
    }

    [Fact]
    public async Task Call_WritesWhatIsReported_AndTheResult()
    {
        await CreateAsync();
        ProgramResult result = await RunAsync("call", "pot.CookAsync", "2");
        result.AssertExited(0);
        Assert.Equal("2", result.Output.TrimEnd());
        Assert.Equal(["progress: 0.5", "progress: 1"], result.Errors);
    }

    [Fact]
    public async Task Call_WritesTheItemsOfASequence()
    {
        await CreateAsync();
        Assert.Equal("1\n2\n3\n", (await RunAsync("call", "pot.CountAsync", "3")).Output);
    }

    [Fact]
    public async Task Call_TakesObjectsByName()
    {
        await CreateAsync();
        await Client.CreateAsync<ICooker>([1.0], new CreateOptions { Name = "other" });
        (await RunAsync("call", "pot.Taste", "@other")).AssertExited(0);
        Assert.Equal("like soup", (await Client.GetAsync<ICooker>("pot")).Dish);
    }

    [Theory]
    [InlineData(6, "It burned.", "call", "pot.Burn")]
    [InlineData(6, "Rename", "call", "pot.Renam", "x")]
    [InlineData(2, "arguments", "call", "pot.Rename")]
    [InlineData(2, "NAME", "get", "pot")]
    [InlineData(6, "nothing", "get", "nothing.Temperature")]
    public async Task A_mistake_is_told_in_one_line(int code, string told, params string[] arguments)
    {
        await CreateAsync();
        ProgramResult result = await RunAsync(arguments);
        result.AssertExited(code);
        Assert.Contains(told, Assert.Single(result.Errors), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ping_ShowsHowLongRequestsTake()
    {
        ProgramResult text = await RunAsync("ping", "--count", "20");
        ProgramResult json = await RunAsync("ping", "--count", "20", "--json");
        text.AssertExited(0);
        Assert.Contains("20 requests: median", text.Output, StringComparison.Ordinal);
        JsonElement figures = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(20, figures.GetProperty("count").GetInt32());
        Assert.True(figures.GetProperty("leastMicroseconds").GetDouble() <= figures.GetProperty("medianMicroseconds").GetDouble());
    }

    [Fact]
    public async Task Shutdown_IsRefusedByAServerThatDoesNotAllowIt()
    {
        ProgramResult result = await RunAsync("shutdown");
        result.AssertExited(4);
        Assert.Single(result.Errors);
    }

    private Task<ICooker> CreateAsync() => Client.CreateAsync<ICooker>([20.0], new CreateOptions { Name = "pot" });

    private Task<ProgramResult> RunAsync(params string[] arguments)
    {
        int end = Array.IndexOf(arguments, "--");
        string[] all = end < 0 ? [.. arguments, "--url", Server.Address] : [.. arguments[..end], "--url", Server.Address, .. arguments[end..]];
        return ToolProgram.RunAsync(all);
    }
}
