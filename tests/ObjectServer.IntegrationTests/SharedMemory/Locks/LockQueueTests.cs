using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Locks;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <summary>Many clients in one queue, and clients of the unary service.</summary>
public sealed class LockQueueTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task HundredClients_GetTheLockInTheOrderOfAsking()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { }, socketLink: true);
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<long> array = await client.CreateArrayAsync<long>([1000], "numbers");
        LockedArray<long> held = await array.LockAsync();
        FairReaderWriterLock queue = Assert.Single(server.Memory.Segments).Lock!.Core;
        var clients = new List<ObjectClient>();
        while (clients.Count < 100) clients.Add(await server.ConnectAsync(new ObjectClientOptions { ConnectTimeout = Guard }));
        var order = new List<int>();
        var waiting = new List<Task>();
        for (int i = 0; i < clients.Count; i++)
        {
            waiting.Add(TakeAsync(clients[i], i));
            await Eventually.EqualAsync(i + 1, () => queue.Waiting);
        }

        await held.DisposeAsync();
        await Task.WhenAll(waiting).WaitAsync(Guard);

        Assert.Equal(Enumerable.Range(0, 100), order);
        Assert.Equal((0, 0), (queue.Holders, queue.Waiting));
        Assert.Equal(0, server.Sessions.All.Sum(static session => session.Holds.Count));
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => (long)i), await array.ReadAsync(..100));
        foreach (ObjectClient one in clients) await one.DisposeAsync();

        async Task TakeAsync(ObjectClient one, int number)
        {
            SharedArray<long> theirs = await one.GetArrayAsync<long>("numbers");
            await using LockedArray<long> turn = await theirs.LockAsync();
            Assert.Equal((ulong)number + 2, turn.Token);
            order.Add(number);
            await using SharedBlock<long> block = await turn.AcquireAsync(new ElementRange(number, 1));
            block.Span[0] = number;
        }
    }

    [Fact]
    public async Task ClientOfTheUnaryService_HoldsUntilItsSessionEnds()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<long> array = await client.CreateArrayAsync<long>([1000], "numbers");
        using UnaryClient unary = await UnaryClient.OpenAsync(server);
        ulong memory = (await unary.Stub.GetAsync(new GetRequest { Name = "numbers" }, unary.Options)).Reference.Object;
        ulong theLock = (await unary.InvokeAsync(memory, "GetLockAsync")).Reference.Object;
        Value token = await unary.InvokeAsync(theLock, "AcquireAsync", WireValues.Binary(Guid.NewGuid().ToByteArray()), new Value { Boolean = true });
        Task<LockedArray<long>> next = array.LockAsync();
        await Eventually.EqualAsync(1, () => Assert.Single(server.Memory.Segments).Lock!.Core.Waiting);

        await unary.InvokeAsync(theLock, "WriteAsync", token, WireValues.Integer(8), WireValues.Binary([1, 0, 0, 0, 0, 0, 0, 0]));
        Assert.False(next.IsCompleted);
        await unary.Stub.CloseAsync(new CloseRequest(), unary.Options);

        await using LockedArray<long> held = await next.WaitAsync(Guard);
        Assert.Equal(token.Unsigned + 1, held.Token);
        long[] written = await array.ReadAsync(..2);
        Assert.Equal([0, 1], written);
    }

    [Fact]
    public async Task SessionBeyondItsLimit_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { }, options => options.MaxHoldsPerSession = 2);
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<long> array = await client.CreateArrayAsync<long>([1000]);
        await using LockedArray<long> first = await array.LockAsync(BlockAccess.Read);
        await using LockedArray<long> second = await array.LockAsync(BlockAccess.Read);

        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => array.LockAsync(BlockAccess.Read));

        Assert.Equal(("ObjectServerOptions.MaxHoldsPerSession", 2), (refused.LimitName, refused.Limit));
    }
}
