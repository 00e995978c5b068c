using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Streaming;
using static ObjectServer.IntegrationTests.Infrastructure.Sequences;

namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Asynchronous sequences, in both directions; one small subclass for each link.</summary>
public abstract class SequenceTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Feed _live = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IFeed _feed = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IFeed>("feed", _live), options => options.BlockingReaders = blockingReaders, unixSocket, socketLink);
        _client = await _server.ConnectAsync();
        _feed = await _client.GetAsync<IFeed>("feed");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public async Task Sequence_ArrivesWholeAndInOrder(int count)
    {
        List<int> arrived = await ListAsync(_feed.Count(5, count));

        Assert.Equal(Enumerable.Range(5, count), arrived);

        // One that goes on behind its first block, as any does on a machine that is busy just then, has an object, which is released behind its last item.
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task Sequence_EnumeratedTwice_BeginsAnew()
    {
        IAsyncEnumerable<int> sequence = _feed.Count(0, 3);

        Assert.Equal([0, 1, 2], await ListAsync(sequence));
        Assert.Equal([0, 1, 2], await ListAsync(sequence));
    }

    [Fact]
    public async Task Sequence_ThatNobodyEnumerates_AsksForNothing()
    {
        ulong sent = _client.Session.Calls.Sent;

        _ = _feed.Endless();

        Assert.Equal(sent, _client.Session.Calls.Sent);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Source_IsOnlyAskedForWhatIsWanted()
    {
        await using IAsyncEnumerator<int> enumerator = _feed.Endless().GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());

        // One block is being used and one has been asked for; behind both, all that was sent has been answered.
        await Eventually.SoAsync(() => _client.Session.Calls.Pending.Count == 0);
        int asked = _feed.Asked;

        Assert.InRange(asked, 1, 2 * BlockCodec.Items);
        for (int i = 1; i < 10; i++) Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal(9, enumerator.Current);
    }

    [Fact]
    public async Task LeavingALoopEarly_RunsTheFinallyBlocksOfTheSource()
    {
        await foreach (int value in _feed.Endless())
        {
            if (value == 10) break;
        }

        Assert.Equal(1, _feed.Closed);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task Cancelling_EndsTheSource()
    {
        using var cancel = new CancellationTokenSource();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int value in _feed.Watch().WithCancellation(cancel.Token)) Assert.Fail($"{value} was never put.");
        }).AlsoAsync(WhenWatchedAsync(), cancel.Cancel);

        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(1, _feed.Closed);
    }

    [Fact]
    public async Task Cancelling_ByTheTokenThatTheMemberWasGiven_EndsTheSource()
    {
        using var cancel = new CancellationTokenSource();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int value in _feed.Watch(cancel.Token)) Assert.Fail($"{value} was never put.");
        }).AlsoAsync(WhenWatchedAsync(), cancel.Cancel);

        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(1, _feed.Closed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20_000)]
    public async Task Failure_ComesBehindTheItemsBeforeIt(int after)
    {
        var arrived = new List<int>();

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (int value in _feed.Failing(after)) arrived.Add(value);
        });

        Assert.Equal(Enumerable.Range(0, after), arrived);
        Assert.Contains("There is no more.", error.Message, StringComparison.Ordinal);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task MissingSequence_IsTold()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(_feed.Nothing()!));

        Assert.Contains("returned null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItemsLargerThanABlock_Arrive()
    {
        List<double[]> arrived = await ListAsync(_feed.Arrays(5, 200_000));

        Assert.Equal([0, 1, 2, 3, 4], arrived.Select(array => (int)array[0]));
        Assert.All(arrived, array => Assert.Equal(200_000, array.Length));
    }

    [Fact]
    public async Task ItemsThatAreObjects_ArriveAsProxies()
    {
        List<IFeedItem> items = await ListAsync(_feed.Items(100));

        Assert.Equal(Enumerable.Range(0, 100), items.Select(item => item.Number));
        foreach (IFeedItem item in items) await _client.ReleaseAsync(item);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task GenericMember_ReturnsASequence() => Assert.Equal(["x", "x", "x"], await ListAsync(_feed.Repeat("x", 3)));

    [Fact]
    public async Task SourceThatWaits_LeavesItsObjectFree()
    {
        await using IAsyncEnumerator<int> watch = _feed.Watch().GetAsyncEnumerator();
        ValueTask<bool> first = watch.MoveNextAsync();
        await WhenWatchedAsync();

        _feed.Put(7);

        Assert.True(await first.AsTask().WaitAsync(Guard));
        Assert.Equal(7, watch.Current);
        _feed.Put(8);
        Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(Guard));
        Assert.Equal(8, watch.Current);
    }

    [Fact]
    public async Task SourceThatIsDeafToItsCancellation_HoldsNobodyUp()
    {
        IAsyncEnumerator<int> watch = _feed.WatchDeafly().GetAsyncEnumerator();
        ValueTask<bool> first = watch.MoveNextAsync();
        await WhenWatchedAsync();
        _feed.Put(1);
        Assert.True(await first.AsTask().WaitAsync(Guard));

        await watch.DisposeAsync().AsTask().WaitAsync(Guard);

        Assert.Equal(0, _feed.Closed);
        _feed.Put(2);
        await Eventually.EqualAsync(1, () => _live.Closed);
    }

    [Fact]
    public async Task LoopThatCallsTheObject_GoesOn()
    {
        int sum = 0;
        await foreach (int value in _feed.Count(0, 1000)) sum = _feed.Add(sum, value);

        Assert.Equal(499_500, sum);
    }

    [Fact]
    public async Task SerializedObject_IsNeverInsideASourceAndACallAtATime()
    {
        Task[] enumerating = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => ListAsync(_feed.Count(0, 20_000))))];
        Task[] calling = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++) _feed.Add(i, i);
        }))];

        await Task.WhenAll([.. enumerating, .. calling]).WaitAsync(Guard);

        Assert.Equal(1, _feed.MostInside);
    }

    [Fact]
    public async Task SourceThatAsksItsCaller_MayBeCalledBack()
    {
        List<int> answers = await ListAsync(_feed.Asking(value => _feed.Add(value, 1), 2_000)).WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(1, 2_000), answers);
    }

    [Fact]
    public async Task SequenceInATask_IsAnObjectOfItsOwn()
    {
        IAsyncEnumerable<int> query = await _feed.QueryAsync(20_000);

        Assert.Equal(20_000, (await ListAsync(query)).Count);
        Assert.Equal(19_999 * 10_000, await _feed.SumAsync(query));
    }

    [Fact]
    public async Task SequenceOfTheCaller_IsEnumeratedInTheServer()
    {
        Assert.Equal(499_500, await _feed.SumAsync(NumbersAsync(1000, () => { })));
        Assert.Equal(Enumerable.Range(0, 1000).Select(number => 2 * number), await ListAsync(_feed.Doubled(NumbersAsync(1000, () => { }))));
    }

    [Fact]
    public async Task SequenceOfTheCaller_LeftEarly_IsDisposedOf()
    {
        var closed = new TaskCompletionSource();

        Assert.Equal(0, await _feed.FirstAsync(NumbersAsync(int.MaxValue, closed.SetResult)));

        await closed.Task.WaitAsync(Guard);
    }

    [Fact]
    public async Task SequenceOfTheCaller_ThatFails_FailsInTheServer()
    {
        static async IAsyncEnumerable<int> Broken()
        {
            yield return 1;
            await Task.Yield();
            throw new FormatException("broken");
        }

        var error = await Assert.ThrowsAsync<FormatException>(() => _feed.SumAsync(Broken()));

        Assert.Equal("broken", error.Message);
    }

    [Fact]
    public async Task SequenceThatComesHome_IsItself()
    {
        IAsyncEnumerable<int> mine = NumbersAsync(3, () => { });

        _feed.Stored = mine;

        Assert.Same(mine, _feed.Stored);
    }

    [Fact]
    public async Task SequenceOfAnotherClient_IsEnumeratedThroughTheServer()
    {
        _feed.Stored = NumbersAsync(20_000, () => { });
        await using ObjectClient other = await _server.ConnectAsync();
        IFeed feed = await other.GetAsync<IFeed>("feed");

        Assert.Equal(Enumerable.Range(0, 20_000), await ListAsync(feed.Stored));
    }

    [Fact]
    public async Task Client_ThatGoes_LeavesNoSourceBehind()
    {
        ObjectClient other = await _server.ConnectAsync();
        IFeed feed = await other.GetAsync<IFeed>("feed");
        IAsyncEnumerator<int> watch = feed.Watch().GetAsyncEnumerator();
        _ = watch.MoveNextAsync().AsTask().ContinueWith(task => task.Exception, TaskScheduler.Default);
        await WhenWatchedAsync();

        await other.DisposeAsync();

        await Eventually.EqualAsync(1, () => _live.Closed);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task Enumerator_ThatIsForgotten_LeavesNoSourceBehind()
    {
        await BeginAsync(_feed);

        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            return _live.Closed == 1;
        });

        static async Task BeginAsync(IFeed feed)
        {
            IAsyncEnumerator<int> forgotten = feed.Endless().GetAsyncEnumerator();
            Assert.True(await forgotten.MoveNextAsync());
        }
    }

    private static async IAsyncEnumerable<int> NumbersAsync(int count, Action closed)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (i % 100 == 0) await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            closed();
        }
    }

    private Task WhenWatchedAsync() => Eventually.SoAsync(() => _live.Watchers == 1);
}
