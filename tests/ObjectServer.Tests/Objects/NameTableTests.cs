using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Tests.Objects;

public sealed class NameTableTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [SharedContract]
    public interface IThing
    {
        int Number { get; }
    }

    [Fact]
    public async Task Name_WhoseObjectCannotBeMade_IsFreeAgain()
    {
        var names = new NameTable();
        Task<SharedObject> failing = names.GetOrAdd("name", () => Task.FromException<SharedObject>(new InvalidOperationException()), out bool added);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.WaitAsync(Guard));

        Assert.True(added);
        Assert.Null(names.Find("name"));
    }

    [Fact]
    public async Task Name_GivenToAnotherObjectWhileTheFirstOneIsMade_StaysWithThatWhenTheFirstFails()
    {
        var names = new NameTable();
        var making = new TaskCompletionSource<SharedObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SharedObject> failing = names.GetOrAdd("name", () => making.Task, out _);
        Assert.Same(failing, names.Remove("name"));
        Task<SharedObject> other = names.GetOrAdd("name", () => Task.FromResult(New()), out bool added);

        making.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.WaitAsync(Guard));

        Assert.True(added);
        Assert.Same(other, names.Find("name"));
    }

    private static SharedObject New() => new(
        new ObjectTable(static _ => { }), 1, new Thing(), ObjectType.Of(typeof(Thing)), ObjectOwnership.Created, ObjectConcurrency.Serialized);

    private sealed class Thing : IThing
    {
        public int Number => 1;
    }
}
