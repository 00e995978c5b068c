using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class WatchTests : IAsyncLifetime
{
    private const int Kept = 8;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static _ => { }, static options =>
        {
            options.MaxWatchedChanges = Kept;
            options.MaxElements = 10;
            options.MaxWaitingCalls = 2;
        });
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_of_a_list_is_told_in_its_order()
    {
        ISharedList<int> list = await _client.CreateListAsync<int>([1]);
        await using IAsyncEnumerator<SharedListChange<int>> changes = list.WatchAsync().GetAsyncEnumerator();
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Begun, -1, 0, 1, 0), await NextAsync(changes));
        list.Add(2);
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Added, 1, 2, 2, 0), await NextAsync(changes));
        list[0] = 5;
        list.RemoveAt(1);
        await list.ReplaceRangeAsync(0, 1, [7, 8]);
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Replaced, 0, 5, 3, 0), await NextAsync(changes));
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Removed, 1, 2, 4, 0), await NextAsync(changes));
        List<int> replica = [5];
        for (int i = 0; i < 3; i++) Follow(replica, await NextAsync(changes));
        Assert.Equal([7, 8], replica);
        list.Sort(descending: true);
        list.Clear();
        Assert.Equal(SharedChangeKind.Reordered, (await NextAsync(changes)).Kind);
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Cleared, -1, 0, 9, 0), await NextAsync(changes));
    }

    [Fact]
    public async Task Changes_of_dictionaries_and_sets_are_told_too()
    {
        ISharedDictionary<string, double> d = await _client.CreateDictionaryAsync<string, double>();
        ISharedSet<string> set = await _client.CreateSetAsync<string>();
        await using IAsyncEnumerator<SharedDictionaryChange<string, double>> ofDictionary = d.WatchAsync().GetAsyncEnumerator();
        await using IAsyncEnumerator<SharedSetChange<string>> ofSet = set.WatchAsync().GetAsyncEnumerator();
        Assert.Equal(SharedChangeKind.Begun, (await NextAsync(ofDictionary)).Kind);
        Assert.Equal(SharedChangeKind.Begun, (await NextAsync(ofSet)).Kind);
        d["a"] = 1;
        d["a"] = double.NaN;
        d.Remove("a");
        set.Add("x");
        set.Add("x");
        set.Remove("x");
        Assert.Equal(new SharedDictionaryChange<string, double>(SharedChangeKind.Added, "a", 1, 1, 0), await NextAsync(ofDictionary));
        Assert.Equal(new SharedDictionaryChange<string, double>(SharedChangeKind.Replaced, "a", double.NaN, 2, 0), await NextAsync(ofDictionary));
        Assert.Equal(new SharedDictionaryChange<string, double>(SharedChangeKind.Removed, "a", double.NaN, 3, 0), await NextAsync(ofDictionary));
        Assert.Equal(new SharedSetChange<string>(SharedChangeKind.Added, "x", 1, 0), await NextAsync(ofSet));
        Assert.Equal(new SharedSetChange<string>(SharedChangeKind.Removed, "x", 2, 0), await NextAsync(ofSet));
    }

    [Fact]
    public async Task Who_falls_behind_is_told_how_much_and_goes_on()
    {
        ISharedList<int> list = await _client.CreateListAsync<int>([0]);
        await using IAsyncEnumerator<SharedListChange<int>> changes = list.WatchAsync().GetAsyncEnumerator();
        Assert.Equal(SharedChangeKind.Begun, (await NextAsync(changes)).Kind);

        // More than there is room for anywhere on the way: each block that is asked for can carry what is there at once.
        for (int i = 1; i <= 40 * Kept; i++) await list.SetManyAsync([.. Enumerable.Repeat(0, 3 * Kept)], [.. Enumerable.Repeat(i, 3 * Kept)]);
        long last = 40 * Kept * 3 * Kept;
        long told = 1;
        long missed = 0;
        while (told < last + 1)
        {
            SharedListChange<int> change = await NextAsync(changes);
            Assert.Equal(told + Math.Max(1, change.Missed), change.Version);
            Assert.Equal(change.Missed > 0, change.Kind == SharedChangeKind.Missed);
            told = change.Version;
            missed += change.Missed;
        }

        Assert.True(missed > 0);
        await list.SetAsync(0, -1);
        Assert.Equal(new SharedListChange<int>(SharedChangeKind.Replaced, 0, -1, last + 2, 0), await NextAsync(changes));
    }

    [Fact]
    public async Task Watching_ends_with_the_collection_or_when_it_is_left()
    {
        ISharedSet<int> set = await _client.CreateSetAsync<int>(null, "doomed");
        await using IAsyncEnumerator<SharedSetChange<int>> changes = set.WatchAsync().GetAsyncEnumerator();
        await NextAsync(changes);
        await using (IAsyncEnumerator<SharedSetChange<int>> left = set.WatchAsync().GetAsyncEnumerator())
        {
            await NextAsync(left);
            await using IAsyncEnumerator<SharedSetChange<int>> oneTooMany = set.WatchAsync().GetAsyncEnumerator();
            LimitExceededException e = await Assert.ThrowsAsync<LimitExceededException>(() => NextAsync(oneTooMany));
            Assert.Equal("ObjectServerOptions.MaxWaitingCalls", e.LimitName);
        }

        await using (IAsyncEnumerator<SharedSetChange<int>> again = set.WatchAsync().GetAsyncEnumerator()) await NextAsync(again);
        await _client.DeleteAsync("doomed");
        await Assert.ThrowsAsync<ObjectGoneException>(() => NextAsync(changes));
    }

    [Fact]
    public async Task Watching_is_cancelled()
    {
        ISharedSet<int> set = await _client.CreateSetAsync<int>();
        using var cancel = new CancellationTokenSource();
        await using IAsyncEnumerator<SharedSetChange<int>> changes = set.WatchAsync(cancel.Token).GetAsyncEnumerator();
        await NextAsync(changes);
        Task<SharedSetChange<int>> next = NextAsync(changes);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task An_element_that_was_taken_out_is_kept_until_that_was_told()
    {
        ISharedList<ISharedValue<int>> list = await _client.CreateListAsync<ISharedValue<int>>(null, "list");
        ObjectReference reference;

        // The list alone holds it, when the session of its maker is over.
        await using (ObjectClient other = await _server.ConnectAsync())
        {
            ISharedValue<int> value = await other.CreateValueAsync(3);
            reference = other.ReferenceOf(value);
            await (await other.GetAsync<ISharedList<ISharedValue<int>>>("list")).AddAsync(value);
        }

        await Eventually.SoAsync(() => _server.Objects.All.Single(static one => one.Instance is ISharedValue<int>).References == 1);
        await using IAsyncEnumerator<SharedListChange<ISharedValue<int>>> changes = list.WatchAsync().GetAsyncEnumerator();
        await NextAsync(changes);
        await list.RemoveAtAsync(0);
        SharedListChange<ISharedValue<int>> removed = await NextAsync(changes);
        Assert.Equal(SharedChangeKind.Removed, removed.Kind);
        Assert.Equal(reference, _client.ReferenceOf(removed.Value!));
        Assert.Equal(3, removed.Value!.Value);
    }

    [Fact]
    public async Task What_would_be_too_much_is_refused_and_changes_nothing()
    {
        ISharedList<int> list = await _client.CreateListAsync<int>(Enumerable.Range(0, 9));
        LimitExceededException e = await Assert.ThrowsAsync<LimitExceededException>(() => list.AddRangeAsync([9, 10]));
        Assert.Equal(("ObjectServerOptions.MaxElements", 10L, 11L), (e.LimitName, e.Limit, e.Requested));
        await list.AddAsync(9);
        await Assert.ThrowsAsync<LimitExceededException>(() => list.InsertAsync(0, 10));
        await list.ReplaceRangeAsync(0, 2, [5, 5]);
        await Assert.ThrowsAsync<LimitExceededException>(() => list.ReplaceRangeAsync(0, 1, [5, 5]));
        Assert.Equal(10, list.Count);

        ISharedSet<int> set = await _client.CreateSetAsync<int>(Enumerable.Range(0, 9));
        Assert.Equal(1, await set.AddRangeAsync([1, 2, 9, 9]));
        await Assert.ThrowsAsync<LimitExceededException>(() => set.AddAsync(10));
        await Assert.ThrowsAsync<LimitExceededException>(() => set.ApplyAsync(SharedSetOperation.SymmetricExcept, [0, 10, 11]));
        await set.ApplyAsync(SharedSetOperation.SymmetricExcept, [0, 10]);
        Assert.Equal(Enumerable.Range(1, 10), set.Order());

        ISharedDictionary<int, int> d = await _client.CreateDictionaryAsync<int, int>();
        await d.SetManyAsync([.. Enumerable.Range(0, 10)], new int[10]);
        await Assert.ThrowsAsync<LimitExceededException>(() => d.SetManyAsync([5, 10], [1, 1]));
        await Assert.ThrowsAsync<LimitExceededException>(() => d.IncrementAsync(10, 1));
        await d.SetManyAsync([5, 9], [1, 1]);
        Assert.Equal(2, d.Values.Sum());
        await Assert.ThrowsAsync<LimitExceededException>(() => _client.CreateListAsync<int>(Enumerable.Range(0, 11)));
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Guard));
        return changes.Current;
    }

    private static void Follow(List<int> replica, SharedListChange<int> change)
    {
        if (change.Kind == SharedChangeKind.Added) replica.Insert(change.Index, change.Value);
        else replica.RemoveAt(change.Index);
    }
}
