using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using ObjectServer.Link;

namespace ObjectServer.Tests.Link;

/// <summary>How often the web server's looks at a connection reach it.</summary>
public sealed class ConnectionClockTests
{
    private const int Looks = ConnectionClock.LooksPerLook * 3;

    [Fact]
    public void Connection_ThatCarriesNoSession_IsLookedAtEachTime()
    {
        var web = new WebClock();
        var looker = new object();
        List<object> looked = [];
        new ConnectionClock(web).OnHeartbeat(looked.Add, looker);

        web.Look(Looks);

        Assert.Equal(Enumerable.Repeat(looker, Looks), looked);
    }

    [Fact]
    public void Connection_ThatCarriesASession_IsLookedAtLessOften_ByAllWhoLook()
    {
        var web = new WebClock();
        var clock = new ConnectionClock(web);
        int first = 0;
        int second = 0;
        clock.OnHeartbeat(_ => first++, this);
        clock.OnHeartbeat(_ => second++, this);

        clock.SlowDown();
        web.Look(Looks);

        Assert.Equal((Looks / ConnectionClock.LooksPerLook, Looks / ConnectionClock.LooksPerLook), (first, second));
    }

    [Fact]
    public async Task Lane_WhoseHandshakeIsOver_MakesItsConnectionOneOfASession()
    {
        var web = new WebClock();
        var connection = new DefaultConnectionContext();
        connection.Features.Set<IConnectionHeartbeatFeature>(web);
        int looks = 0;
        await ConnectionClock.Before(served =>
        {
            served.Features.Get<IConnectionHeartbeatFeature>()!.OnHeartbeat(_ => looks++, this);
            return Task.CompletedTask;
        })(connection);
        var lane = new GrpcServerLane(null!, null!, new DefaultHttpContext(connection.Features));

        web.Look(1);
        lane.EndHandshake();
        web.Look(Looks);

        Assert.Equal(1 + (Looks / ConnectionClock.LooksPerLook), looks);
    }

    [Fact]
    public async Task Connection_ThatNobodyLooksAt_IsServed()
    {
        var connection = new DefaultConnectionContext();
        bool served = false;

        await ConnectionClock.Before(_ => Task.FromResult(served = true))(connection);

        Assert.True(served);
        Assert.Null(connection.Features.Get<IConnectionHeartbeatFeature>());
    }

    private sealed class WebClock : IConnectionHeartbeatFeature
    {
        private readonly List<Action> _lookers = [];

        public void OnHeartbeat(Action<object> action, object state) => _lookers.Add(() => action(state));

        public void Look(int times)
        {
            for (int i = 0; i < times; i++) _lookers.ForEach(static look => look());
        }
    }
}
