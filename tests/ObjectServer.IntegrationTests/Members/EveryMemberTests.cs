using System.Threading.Channels;
using ObjectServer.Client;
using static ObjectServer.IntegrationTests.Infrastructure.Sequences;

namespace ObjectServer.IntegrationTests.Members;

/// <summary>
/// A contract with every kind of member, of an object in a process of its own; one small subclass for each link.
/// </summary>
/// <param name="address">Where the server listens; null for a socket of its own.</param>
/// <param name="link">How its address is written for the link; null for as it says itself.</param>
/// <param name="arguments">Further arguments of the server's program.</param>
public abstract class EveryMemberTests(string? address = null, string? link = null, params string[] arguments) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private LocalServer _server = null!;
    private ObjectClient _client = null!;
    private IEveryMember _every = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalServer.StartAsync(new LocalServerOptions
        {
            Assemblies = [typeof(EveryMember).Assembly.Location],
            Address = address,
            Arguments = arguments,
        });
        _client = link is null
            ? await _server.ConnectAsync()
            : await ObjectClient.ConnectAsync(
                link + _server.Address[_server.Address.IndexOf(':', StringComparison.Ordinal)..], new ObjectClientOptions { AuthKey = _server.AuthKey });
        _every = await _client.CreateAsync<IEveryMember>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Properties_AndIndexers()
    {
        _every.Number = 7;
        _every.Touch();
        _every[3, "x"] = 1.5;
        _every.Cell.Value++;
        ICell cell = await _client.CreateAsync<ICell>([5]);
        int before = _every.Cell.Value;
        _every.Cell = cell;

        Assert.Equal((8, "fixed", "initial", 1.5, 2), (_every.Number, _every.Fixed, _every.Initial, _every[3, "x"], before));
        Assert.Same(cell, _every.Cell);
        Assert.Equal(42, _every.Function(41));
        Func<int, int> mine = number => -number;
        _every.Function = mine;
        Assert.Same(mine, _every.Function);
    }

    [Fact]
    public void Methods_WithEveryKindOfParameter()
    {
        string one = "1", other = "2";
        _every.Swap(ref one, ref other);
        bool parsed = _every.TryParse("42", out int number);
        bool refused = _every.TryParse("x", out int none);

        Assert.Equal((3, 4.0), (_every.Add(1, 2), _every.Add(1.5, 2.5)));
        Assert.Equal("a-b-c", _every.Join("-", "a", "b", "c"));
        Assert.Equal(("xx", "xxx", "XX"), (_every.Optional("x"), _every.Optional("x", 3), _every.Optional("x", upper: true)));
        Assert.Equal((14, 10), (_every.Defaulted(7), _every.Twice(5)));
        Assert.Equal(("2", "1"), (one, other));
        Assert.Equal((true, 42, false, 0), (parsed, number, refused, none));
        Assert.Equal(6, _every.Sum(new Sample("s", [1, 2, 3], default)));
        Assert.Equal(["x", "x"], _every.Repeat("x", 2));
        Assert.Equal([2.5, 2.5, 2.5], _every.Repeat(2.5, 3));
        Assert.Equal(49, _every.Compute(7));
        Assert.Equal("no", Assert.Throws<InvalidOperationException>(() => _every.Fail("no")).Message);
    }

    [Fact]
    public async Task Methods_ThatReturnTasks()
    {
        var sample = new Sample("s", [1, double.NaN], DateTimeOffset.UnixEpoch, new() { ["a"] = 1, ["b"] = null });
        var reports = new List<int>();
        using var cancel = new CancellationTokenSource();
        Task waiting = _every.WaitAsync(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("text", await _every.EchoAsync("text"));
        Assert.Equal(sample, await _every.MeasureAsync(sample));
        await _every.CountAsync(300, new Reports(reports.Add));
        Assert.Equal(Enumerable.Range(1, 300), reports);
        ICell cell = await _every.CellAsync(9);
        Assert.Equal(9, cell.Value);
        _every.Post(77);
        Assert.Equal(77, _every.Number);
    }

    [Fact]
    public async Task References_InsideOfValuesAndBack()
    {
        ICell first = await _every.CellAsync(1);
        ICell second = await _client.CreateAsync<ICell>([2]);
        var mine = new Cell(3);

        (string Name, ICell Cell)[] nested = _every.Nested(new Dictionary<string, List<ICell>> { ["theirs"] = [first, second], ["mine"] = [mine] });

        Assert.Equal([("theirs", first), ("theirs", second), ("mine", mine)], nested);
    }

    [Fact]
    public async Task Callbacks_ByObjectAndByDelegate()
    {
        Assert.Equal(42, _every.Ask(new Question(40), 2));
        Assert.Equal("<hello>", await _every.CallAsync(text => Task.FromResult($"<{text}>"), "hello"));
    }

    [Fact]
    public async Task Events_OfEveryForm()
    {
        EventHandler plain = (sender, _) => Hear($"plain {ReferenceEquals(sender, _every)}");
        _every.Plain += plain;
        _every.Measured += (_, sample) => Hear($"measured {sample.Name} {sample.Values[0]}");
        _every.Told += (number, text) => Hear($"told {number} {text}");

        _every.Raise(5, "x");
        string[] heard = [await NextAsync(), await NextAsync(), await NextAsync()];
        _every.Plain -= plain;
        _every.Raise(6, "y");
        string[] after = [await NextAsync(), await NextAsync()];

        Assert.Equal(["measured x 5", "plain True", "told 5 x"], heard.Order());
        Assert.Equal(["measured y 6", "told 6 y"], after.Order());
    }

    [Fact]
    public async Task Sequences_BothWays()
    {
        Assert.Equal(Enumerable.Range(0, 20_000), await ListAsync(_every.Numbers(20_000)));
        Assert.Equal(4950, await _every.TotalAsync(NumbersAsync(100)));
        Assert.Equal([0, 1, 2], (await ListAsync(_every.Cells(NumbersAsync(3)))).Select(cell => cell.Value));
        await foreach (int number in _every.Numbers(int.MaxValue))
        {
            if (number == 100) break;
        }
    }

    [Fact]
    public async Task Streams_BothWays()
    {
        byte[] content = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)i)];
        using var copy = new MemoryStream();

        Assert.Equal(content.Length, await _every.CopyAsync(new MemoryStream(content), copy));
        Assert.Equal(content, copy.ToArray());
        using Stream opened = _every.Open(content);
        opened.Seek(-2, SeekOrigin.End);
        Assert.Equal((content[^2], content[^1], -1), (opened.ReadByte(), opened.ReadByte(), opened.ReadByte()));
    }

    private static async IAsyncEnumerable<int> NumbersAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private void Hear(string what) => _heard.Writer.TryWrite(what);

    private Task<string> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Guard);

    private sealed class Reports(Action<int> add) : IProgress<int>
    {
        public void Report(int value) => add(value);
    }
}
