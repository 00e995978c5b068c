using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes;

public sealed class SharedValueTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    public async Task A_value_is_read_and_written_by_all_clients()
    {
        ISharedValue<double> mine = await Client.CreateValueAsync(1.5, "temperature");
        await using ObjectClient other = await Server.ConnectAsync();
        ISharedValue<double> theirs = await other.GetAsync<ISharedValue<double>>("temperature");
        Assert.Equal(1.5, theirs.Value);
        theirs.Value = 2.5;
        Assert.Equal(2.5, await mine.GetAsync());
        await mine.SetAsync(3.5);
        Assert.Equal(new VersionedValue<double>(3.5, 2), await theirs.GetVersionedAsync());
    }

    [Fact]
    public async Task Who_compares_and_sets_sees_that_another_was_first()
    {
        ISharedValue<string> value = await Client.CreateValueAsync("a");
        VersionedValue<string> seen = await value.GetVersionedAsync();
        Assert.True(await value.TrySetAsync("b", seen.Version));
        Assert.False(await value.TrySetAsync("c", seen.Version));
        Assert.Equal("b", value.Value);
    }

    [Fact]
    [Trait("Conformance", "P-13")]
    public async Task No_addition_is_lost_however_many_add()
    {
        ISharedValue<int> value = await Client.CreateValueAsync(0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 300; i++) await value.AddAsync(1);
        }))).WaitAsync(Guard);
        Assert.Equal(1200, value.Value);
    }

    [Fact]
    [Trait("Conformance", "C-069")]
    public async Task A_lock_beside_a_value_guards_what_reads_and_then_writes_it()
    {
        ISharedValue<int> value = await Client.CreateValueAsync(0);
        ISharedLock beside = await Client.CreateLockAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                await using HeldLock held = await beside.AcquireAsync();
                ISharedValue<int> guarded = held.Guard(value);
                await guarded.SetAsync(await guarded.GetAsync() + 1);
            }
        }))).WaitAsync(Guard);
        Assert.Equal(200, value.Value);

        // Without it, none is asked for.
        await value.SetAsync(7);
        Assert.Equal(7, await value.GetAsync());
    }

    [Fact]
    public async Task Adding_to_what_is_no_number_is_told()
    {
        ISharedValue<string> value = await Client.CreateValueAsync("a");
        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => value.AddAsync("b"));
        Assert.Contains("System.String", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_watches_sees_the_newest_value()
    {
        ISharedValue<int> value = await Client.CreateValueAsync(1, "watched");
        await using IAsyncEnumerator<VersionedValue<int>> changes = value.WatchAsync().GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Guard));
        Assert.Equal(1, changes.Current.Value);
        value.Value = 2;
        value.Value = 3;
        do Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Guard));
        while (changes.Current.Version < 2);
        Assert.Equal(3, changes.Current.Value);
        await Client.DeleteAsync("watched");
        await Assert.ThrowsAsync<ObjectGoneException>(() => changes.MoveNextAsync().AsTask().WaitAsync(Guard));
    }

    [Fact]
    public async Task However_many_ask_there_is_one_value_of_a_name()
    {
        ISharedValue<int>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Client.GetOrCreateValueAsync("one", i))).WaitAsync(Guard);
        Assert.Single(all.Select(one => one.Value).Distinct());
    }

    [Fact]
    public async Task A_value_of_another_type_is_not_what_was_asked_for()
    {
        await Client.CreateValueAsync(1, "number");
        await Assert.ThrowsAsync<ContractMismatchException>(() => Client.GetAsync<ISharedValue<string>>("number"));
    }

    [Theory]
    [InlineData("SharedValue<int[]>", "ReadOnlyMemory")]
    [InlineData("SharedValue<System.Int32[]>", "ReadOnlyMemory")]
    public async Task A_value_that_could_be_changed_unseen_is_refused_with_the_reason(string type, string instead)
    {
        ArgumentException e = await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateDynamicAsync(type, [new[] { 1 }]));
        Assert.Contains(instead, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SharedValue<int")]
    [InlineData("SharedValue<int,int>")]
    [InlineData("SharedValue<>")]
    [InlineData("SharedValue")]
    public async Task A_type_that_is_written_wrongly_is_told(string type) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateDynamicAsync(type, [1]));

    [Fact]
    public async Task A_type_that_the_server_does_not_know_is_no_type_of_values()
    {
        TypeNotRegisteredException e = await Assert.ThrowsAsync<TypeNotRegisteredException>(() => Client.CreateDynamicAsync("SharedValue<System.IO.FileInfo>", [1]));
        Assert.Contains("System.IO.FileInfo", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_can_be_a_shared_object_which_it_holds()
    {
        ISharedValue<int> inner = await Client.CreateValueAsync(7);
        ISharedValue<ISharedValue<int>> outer = await Client.CreateValueAsync(inner);
        ObjectReference reference = Client.ReferenceOf(inner);
        await Client.ReleaseAsync(inner);
        ISharedValue<int> found = outer.Value;
        Assert.Equal(7, found.Value);
        Assert.Equal(reference, Client.ReferenceOf(found));
    }

    [Fact]
    public async Task A_dynamic_proxy_uses_a_value()
    {
        dynamic value = await Client.CreateDynamicAsync("SharedValue<int>", [5]);
        value.Value = 6;
        Assert.Equal(7, (int)await value.AddAsync(1));
    }
}
