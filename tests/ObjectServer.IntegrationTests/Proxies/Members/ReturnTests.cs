using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Every way in which a member may return, with a result and with a failure.</summary>
public sealed class ReturnTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<IReturns, Returns>();

    [Fact]
    public async Task Synchronous_Members_ReturnWhenTheMemberHasEnded()
    {
        IReturns returns = await Client.CreateAsync<IReturns>();

        returns.Void(1);
        Assert.Equal(1, returns.Last);
        Assert.Equal("2", returns.Value(2));
        Assert.Equal(2, returns.Last);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Asynchronous_Members_EndWithTheMember(bool later)
    {
        IReturns returns = await Client.CreateAsync<IReturns>();

        await returns.TaskAsync(3, later);
        Assert.Equal(3, returns.Last);
        Assert.Equal("4", await returns.TaskOfAsync(4, later));
        await returns.ValueTaskAsync(5, later);
        Assert.Equal(5, returns.Last);
        Assert.Equal("6", await returns.ValueTaskOfAsync(6, later));
        Assert.Null(await returns.ValueTaskOfAsync(null, later));
    }

    [Fact]
    public async Task Synchronous_MembersThatThrow_ThrowAtTheCaller()
    {
        IReturns returns = await Client.CreateAsync<IReturns>();

        AssertRefused(Assert.Throws<ArgumentOutOfRangeException>(() => returns.Void(-1)));
        AssertRefused(Assert.Throws<ArgumentOutOfRangeException>(() => returns.Value(-1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Asynchronous_MembersThatThrow_ThrowOutOfTheTask(bool later)
    {
        IReturns returns = await Client.CreateAsync<IReturns>();

        Task task = returns.TaskAsync(-1, later);
        Task<string> taskOf = returns.TaskOfAsync(-1, later);
        ValueTask valueTask = returns.ValueTaskAsync(-1, later);
        ValueTask<string?> valueTaskOf = returns.ValueTaskOfAsync(-1, later);

        AssertRefused(await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => task));
        AssertRefused(await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => taskOf));
        AssertRefused(await Assert.ThrowsAsync<ArgumentOutOfRangeException>(valueTask.AsTask));
        AssertRefused(await Assert.ThrowsAsync<ArgumentOutOfRangeException>(valueTaskOf.AsTask));
    }

    [Fact]
    public async Task Asynchronous_MembersOfAReleasedProxy_ThrowOutOfTheTask()
    {
        IReturns returns = await Client.CreateAsync<IReturns>();
        await Client.ReleaseAsync(returns);

        Task task = returns.TaskAsync(1, false);
        Task<string> taskOf = returns.TaskOfAsync(1, false);
        ValueTask valueTask = returns.ValueTaskAsync(1, false);
        ValueTask<string?> valueTaskOf = returns.ValueTaskOfAsync(1, false);

        await Assert.ThrowsAsync<ObjectGoneException>(() => task);
        await Assert.ThrowsAsync<ObjectGoneException>(() => taskOf);
        await Assert.ThrowsAsync<ObjectGoneException>(valueTask.AsTask);
        await Assert.ThrowsAsync<ObjectGoneException>(valueTaskOf.AsTask);
    }

    private static void AssertRefused(ArgumentOutOfRangeException thrown)
    {
        Assert.Equal("value", thrown.ParamName);
        Assert.Equal("-1", thrown.ActualValue);
        Assert.IsType<RemoteInvocationException>(thrown.InnerException);
    }
}
