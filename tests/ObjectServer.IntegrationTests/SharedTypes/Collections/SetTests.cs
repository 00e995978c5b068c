using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class SetTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    [Trait("Conformance", "C-063")]
    public async Task A_set_is_made_of_whatever_has_elements()
    {
        ISharedSet<int> ofSet = await Client.CreateSetAsync<int>(new HashSet<int> { 1, 2, 3 });
        ISharedSet<int> ofList = await Client.CreateSetAsync<int>([3, 2, 1, 2]);
        ISharedSet<string> ofKeys = await Client.CreateSetAsync<string>(new Dictionary<string, int> { ["a"] = 1 }.Keys);
        Assert.True(ofSet.SetEquals(ofList));
        Assert.Equal(["a"], ofKeys);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateDynamicAsync("SharedSet<int>", [5]));
    }

    [Fact]
    [Trait("Conformance", "C-064")]
    public async Task Whatever_takes_a_set_takes_its_proxy()
    {
        ISharedSet<int> shared = await Client.CreateSetAsync<int>([1, 2, 3, 4]);
        ISet<int> set = shared;
        ICollection<int> collection = shared;
        Assert.False(set.IsReadOnly);
        Assert.False(set.Add(1));
        Assert.True(set.Add(5));
        collection.Add(5);
        Assert.Equal(5, set.Count);
        Assert.True(set.Remove(5));
        Assert.False(set.Remove(5));
        Assert.True(set.Contains(4));
        set.UnionWith([4, 5, 5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], set.Order());
        set.ExceptWith([1, 9]);
        set.IntersectWith(new List<int> { 2, 3, 4, 5 });
        set.SymmetricExceptWith([5, 7, 7]);
        Assert.Equal([2, 3, 4, 7], set.Order());
        Assert.True(set.IsSubsetOf([2, 3, 4, 7]));
        Assert.False(set.IsProperSubsetOf([2, 3, 4, 7]));
        Assert.True(set.IsSupersetOf([2, 7]));
        Assert.True(set.IsProperSupersetOf([2, 7]));
        Assert.True(set.Overlaps([7, 8]));
        Assert.False(set.Overlaps([8]));
        Assert.True(set.SetEquals([7, 4, 3, 2, 2]));
        var copy = new int[4];
        set.CopyTo(copy, 0);
        Assert.Equal([2, 3, 4, 7], copy.Order());
        set.Clear();
        Assert.Empty(set);
    }

    [Fact]
    public async Task What_comes_of_two_sets_is_an_array_and_both_stay()
    {
        ISharedSet<int> set = await Client.CreateSetAsync<int>([1, 2, 3]);
        Assert.Equal([1, 2, 3, 4], (await set.CombineAsync(SharedSetOperation.Union, [3, 4])).Order());
        int[] both = await set.CombineAsync(SharedSetOperation.Intersect, [3, 4]);
        Assert.Equal([3], both);
        Assert.Equal([1, 2], (await set.CombineAsync(SharedSetOperation.Except, [3, 4])).Order());
        Assert.Equal([1, 2, 4], (await set.CombineAsync(SharedSetOperation.SymmetricExcept, [3, 4])).Order());
        Assert.True(await set.CompareAsync(SharedSetRelation.ProperSuperset, [1]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => set.ApplyAsync((SharedSetOperation)9, [1]));
        Assert.Equal([1, 2, 3], set.Order());
    }

    [Fact]
    public async Task Many_elements_go_together()
    {
        ISharedSet<string> set = await Client.CreateSetAsync<string>();
        Assert.Equal(3, await set.AddRangeAsync(["a", "b", "b", "c"]));
        bool[] found = await set.ContainsManyAsync(["a", "x"]);
        Assert.Equal([true, false], found);
        Assert.Equal(1, await set.RemoveManyAsync(["a", "x"]));
        Assert.Equal(["b", "c"], (await set.TakeAsync(5)).Order());
        Assert.Equal(0, await set.GetCountAsync());
    }

    [Fact]
    public async Task Each_element_is_added_by_one_client_alone()
    {
        ISharedSet<int> set = await Client.CreateSetAsync<int>();
        int[] added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => set.AddRangeAsync([.. Enumerable.Range(0, 500)]))).WaitAsync(Guard);
        Assert.Equal(500, added.Sum());
        var seen = new List<int>();
        await foreach (int item in set.EnumerateAsync()) seen.Add(item);
        Assert.Equal(Enumerable.Range(0, 500), seen.Order());
    }
}
