using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTables;

public abstract partial class SharedTableTests
{
    [Fact]
    public async Task Lock_KeepsWritersOfATableApart()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 100, "trades");
        await table.AppendAsync(Rows(0, 10));
        await using ObjectClient otherClient = await ConnectAsync();
        await using SharedTable other = await otherClient.GetTableAsync("trades");

        LockedTable held = await table.LockAsync();
        Task<LockedTable> waiting = other.LockAsync();
        await using (SharedBlock<double> prices = await held.AcquireAsync<double>("price", ..10))
        {
            Assert.False(waiting.IsCompleted);
            prices.Span.Fill(7);
        }

        await held.DisposeAsync();
        await using LockedTable next = await waiting.WaitAsync(Guard);
        Assert.True(next.Token > held.Token);
        Assert.Same(other, next.Table);
        await using SharedBlock<double> seen = await next.AcquireAsync<double>("price", ..10);
        Assert.All(seen.Span.ToArray(), static price => Assert.Equal(7, price));
    }

    [Fact]
    public async Task Lock_ToRead_IsForMany_AndWritesNothing()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 100);
        await using LockedTable one = await table.LockAsync(BlockAccess.Read);
        await using LockedTable two = await table.LockAsync(BlockAccess.Read).WaitAsync(Guard);
        Assert.Equal(BlockAccess.Read, two.Access);
        await using SharedBlock<int> counts = await two.AcquireAsync<int>("count", ..5);
        Assert.Equal(BlockAccess.Read, counts.Access);
        await Assert.ThrowsAsync<ArgumentException>(async () => await one.AcquireAsync<int>("price", ..5));
    }

    [Fact]
    public async Task Lock_OfAClientThatIsGone_PassesOn()
    {
        await using SharedTable table = await Client.CreateTableAsync(Trades, 100, "trades");
        ObjectClient otherClient = await ConnectAsync();
        SharedTable other = await otherClient.GetTableAsync("trades");
        LockedTable lost = await other.LockAsync();
        Task<LockedTable> waiting = table.LockAsync();
        Assert.False(waiting.IsCompleted);

        await otherClient.DisposeAsync();

        await using LockedTable held = await waiting.WaitAsync(Guard);
        Assert.True(held.Token > lost.Token);
        Assert.True(await held.AskAsync());
        Assert.True(lost.IsLost);
    }
}
