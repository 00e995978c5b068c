using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

/// <summary>Collections and values that a client of another process uses.</summary>
public sealed class OtherProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static builder => builder.AddObject<IClumsy>("clumsy", new Clumsy()), socketLink: true);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "C-060")]
    public async Task A_list_is_used_by_another_process()
    {
        ISharedList<int> list = await _client.CreateListAsync<int>([4, 7, 4, 1], "list");
        Assert.Equal(["4 1 2", "1 4 4 7", "14 8 8 2", "7", "4 4 1 1 2 4 4 1 1 2"], await LinesAsync(CollectionClient.List, 5));
        Assert.Empty(list);
    }

    [Fact]
    [Trait("Conformance", "C-061")]
    public async Task A_dictionary_is_used_by_another_process()
    {
        ISharedDictionary<string, int> d = await _client.CreateDictionaryAsync<string, int>(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, "dictionary");
        Assert.Equal(["2 1 -1 a b 3", "4 5 5", "a=10 b=2 e=5", "3"], await LinesAsync(CollectionClient.Dictionary, 4));
        Assert.Empty(d);
    }

    [Fact]
    [Trait("Conformance", "C-062")]
    public async Task Sets_are_used_by_another_process()
    {
        ISharedSet<int> one = await _client.CreateSetAsync<int>([1, 2, 3], "one");
        await _client.CreateSetAsync<int>([3, 4], "other");
        Assert.Equal(
            ["Union: 1 2 3 4", "Intersect: 3", "Except: 1 2", "SymmetricExcept: 1 2 4", "True False True True False"], await LinesAsync(CollectionClient.Sets, 5));
        Assert.Equal([3, 4, 20], one.Order());
    }

    [Fact]
    [Trait("Conformance", "C-065")]
    [Trait("Conformance", "C-068")]
    public async Task Values_that_another_process_writes_are_seen_as_they_are()
    {
        ISharedValue<int> number = await _client.CreateValueAsync(1, "int");
        ISharedValue<double> real = await _client.CreateValueAsync(0.0, "double");
        ISharedValue<short> small = await _client.CreateValueAsync((short)0, "short");
        ISharedValue<long> large = await _client.CreateValueAsync(0L, "long");
        ISharedValue<char> letter = await _client.CreateValueAsync('a', "char");
        Assert.Equal(["1 1", "written"], await LinesAsync(CollectionClient.Values, 2));
        Assert.Equal((2, double.Epsilon, short.MinValue, (1L << 33) + 1, '\u00e9'), (number.Value, real.Value, small.Value, large.Value, letter.Value));
    }

    [Fact]
    [Trait("Conformance", "P-17")]
    public async Task A_text_is_no_number()
    {
        dynamic value = await _client.CreateDynamicAsync("SharedValue<int>", [1]);
        await Assert.ThrowsAnyAsync<Exception>(() => (Task)value.SetAsync("text"));
        Assert.Equal(1, (int)value.Value);
        await Assert.ThrowsAsync<ArgumentException>(() => _client.CreateDynamicAsync("SharedValue<int>", ["text"]));
    }

    [Fact]
    [Trait("Conformance", "P-12")]
    public async Task A_serialized_object_counts_right_whoever_has_it_count()
    {
        string[][] said = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LinesAsync(CollectionClient.Count, 1)));
        Assert.All(said, static lines => Assert.Equal(["counted"], lines));
        Assert.Equal(200, (await _client.GetAsync<IClumsy>("clumsy")).Counted);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_client_that_is_killed_while_it_watches()
    {
        ISharedList<int> list = await _client.CreateListAsync<int>(Enumerable.Range(0, 50_000), "list");
        int before = _server.Objects.Count;
        await using VictimProcess victim = VictimProcess.Start(CollectionClient.Mode, _server.Address, CollectionClient.Watch);
        Assert.Equal("watching", await victim.ReadLineAsync());
        Assert.True(_server.Objects.Count > before);
        await victim.KillAsync();
        await Eventually.EqualAsync(before, () => _server.Objects.Count);
        Assert.Equal(50_000, await list.GetCountAsync().WaitAsync(Guard));
    }

    private async Task<string[]> LinesAsync(string what, int count)
    {
        await using VictimProcess child = VictimProcess.Start(CollectionClient.Mode, _server.Address, what);
        var lines = new string[count];
        for (int i = 0; i < count; i++) lines[i] = await child.ReadLineAsync();
        await child.WaitForExitAsync();
        return lines;
    }
}
