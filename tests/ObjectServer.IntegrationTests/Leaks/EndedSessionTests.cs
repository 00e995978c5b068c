using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Dynamic;
using ObjectServer.IntegrationTests.Events;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>What is left in the process of a session that has ended.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class EndedSessionTests
{
    private const int Sessions = 20;

    [Theory]
    [InlineData(false, false, 64)]
    [InlineData(true, false, 64)]
    [InlineData(false, true, 64)]
    [InlineData(false, true, 0)]
    public async Task EndedSessions_AreKeptByNothingOnEitherSide(bool unixSocket, bool socketLink, int blockingReaders)
    {
        await using TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<IShelf, Shelf>("shelf").AddObject<INewsroom>("room", new Newsroom()),
            options => options.BlockingReaders = blockingReaders,
            unixSocket,
            socketLink);
        var ended = new List<WeakReference>();

        for (int i = 0; i < Sessions; i++) await UseAsync(server, ended);

        await Eventually.EqualAsync(0, () => server.Sessions.Count);
        await Eventually.EqualAsync(0, () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return ended.Count(session => session.IsAlive);
        });
        Assert.Equal(2 * Sessions, ended.Count);
        Assert.Equal(1, server.Objects.Count);
    }

    // A bit of everything by which a session may be remembered: objects, collections of them, callbacks, events.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(TestServer server, List<WeakReference> ended)
    {
        ObjectClient client = await server.ConnectAsync();
        IShelf shelf = await client.CreateAsync<IShelf>();
        shelf.Next = await client.CreateAsync<IShelf>();
        _ = shelf.CountOf(new Dictionary<string, IShelf> { ["one"] = await shelf.SelfAsync() });
        INewsroom room = await client.GetAsync<INewsroom>("room");
        int heard = 0;
        room.Told += (_, _) => heard++;
        room.Tell("x", 3);
        _ = await room.AskAsync(text => Task.FromResult(text + heard), "a");
        ended.Add(new WeakReference(client.Session));
        ended.AddRange(server.Sessions.All.Where(session => ended.TrueForAll(one => one.Target != session)).Select(session => new WeakReference(session)));
        await client.DisposeAsync();
        await Eventually.EqualAsync(0, () => server.Sessions.Count);
    }
}
