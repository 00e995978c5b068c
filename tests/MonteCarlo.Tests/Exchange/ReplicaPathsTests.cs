using MonteCarlo.Exchange;

namespace MonteCarlo.Tests.Exchange;

public sealed class ReplicaPathsTests
{
    [Fact]
    public void RoundTrips_UpAndDownAgain_CountOnce()
    {
        var paths = new ReplicaPaths(3);

        foreach (int[] order in new int[][] { [0, 1, 2], [1, 0, 2], [1, 2, 0], [1, 0, 2], [0, 1, 2], [0, 1, 2] })
            paths.Add(order);

        Assert.Equal(1, paths.RoundTrips);
    }

    [Fact]
    public void RoundTrips_FirstTripDownOnly_DoesNotCount()
    {
        var paths = new ReplicaPaths(2);

        paths.Add([0, 1]);
        paths.Add([1, 0]);

        Assert.Equal(0, paths.RoundTrips);
    }

    [Fact]
    public void RoundTrips_SingleReplica_HasNone()
    {
        var paths = new ReplicaPaths(1);

        for (int i = 0; i < 5; i++)
            paths.Add([0]);

        Assert.Equal(0, paths.RoundTrips);
    }

    [Fact]
    public void Share_AndLevels_FollowTheReplica()
    {
        var paths = new ReplicaPaths(2);

        foreach (int[] order in new int[][] { [0, 1], [1, 0], [0, 1], [0, 1] })
            paths.Add(order);

        Assert.Equal(0.75, paths.Share(replica: 0, level: 0));
        Assert.Equal([0, 1, 0, 0], paths.Levels[0]);
    }
}
