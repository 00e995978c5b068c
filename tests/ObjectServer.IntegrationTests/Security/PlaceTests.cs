using System.Net;
using ObjectServer.Session;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Places that are counted by what a peer says or is.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void Places_ByTenThousandPeers_LeaveNothingBehind()
    {
        var places = new PlaceCounter("One more", ("MaxConnections", 100), ("MaxConnectionsPerAddress", 2));

        for (int i = 0; i < 10_000; i++)
        {
            LimitExceededException? refusal = places.TryTake($"peer {i}");
            Assert.Equal(i < 100 ? null : "ObjectServerOptions.MaxConnections", refusal?.LimitName);
        }

        Assert.Equal((100, 100), (places.Taken, places.Peers));
        for (int i = 0; i < 100; i++) places.GiveBack($"peer {i}");
        Assert.Equal((0, 0), (places.Taken, places.Peers));
    }

    [Fact]
    public void Places_OfOnePeer_AreRefusedWhileOthersGetTheirs()
    {
        var places = new PlaceCounter("One more", ("MaxConnections", 100), ("MaxConnectionsPerAddress", 2));
        places.Take("one");
        places.Take("one");

        var thrown = Assert.Throws<LimitExceededException>(() => places.Take("one"));

        Assert.Equal(("ObjectServerOptions.MaxConnectionsPerAddress", 2L, 3L), (thrown.LimitName, thrown.Limit, thrown.Requested));
        places.Take("other");
        places.GiveBack("one");
        places.Take("one");
        Assert.Equal((3, 2), (places.Taken, places.Peers));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void Addresses_CountByWhatOnePeerUsuallyHas(string address, string origin) =>
        Assert.Equal(origin, SessionPeer.OriginOf(IPAddress.Parse(address)));
}
