using System.Collections;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies;

public sealed class LocalMemberTests : ConnectedTests
{
    [SharedContract]
    public interface IRow<T> : IEnumerable<T>
    {
        int Count { get; }

        T At(int index);

        [SharedMember(Local = true)]
        T Last() => At(Count - 1);

        [SharedMember(Local = true)]
        string Where => GetType().Namespace ?? "";

        [SharedMember(Local = true)]
        IEnumerator<T> IEnumerable<T>.GetEnumerator()
        {
            for (int i = 0; i < Count; i++) yield return At(i);
        }

        [SharedMember(Local = true)]
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [SharedContract]
    public interface IBodiless
    {
        [SharedMember(Local = true)]
        int Nothing();
    }

    protected override void Share(ObjectServerBuilder server)
    {
        server.AddObject<IRow<string>>("texts", new Row<string>("a", "b", "c"));
        server.AddObject<IRow<int>>("numbers", new Row<int>(1, 2, 3));
    }

    [Fact]
    public async Task A_local_body_runs_at_the_caller_with_the_proxy()
    {
        IRow<string> row = await Client.GetAsync<IRow<string>>("texts");
        Assert.Equal(["a", "b", "c"], row);
        Assert.Equal("c", row.Last());
        Assert.StartsWith("Castle", row.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_so_for_values_too()
    {
        IRow<int> row = await Client.GetAsync<IRow<int>>("numbers");
        Assert.Equal(6, row.Sum());
        Assert.Equal(3, row.Last());
    }

    [Fact]
    public async Task It_is_no_member_of_the_object()
    {
        dynamic row = await Client.GetDynamicAsync("numbers");
        Assert.Equal(2, (int)row.At(1));
        Assert.Throws<MemberNotFoundException>(() => (int)row.Last());
    }

    [Fact]
    public async Task A_local_member_without_a_body_is_refused()
    {
        InvalidContractException e = await Assert.ThrowsAsync<InvalidContractException>(() => Client.GetAsync<IBodiless>("texts"));
        Assert.Contains("body", e.Message, StringComparison.Ordinal);
    }

    private sealed class Row<T>(params T[] items) : IRow<T>
    {
        public int Count => items.Length;

        public T At(int index) => items[index];
    }
}
