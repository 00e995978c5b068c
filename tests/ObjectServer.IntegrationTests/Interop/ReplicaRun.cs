using MonteCarlo.Model;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>What a replica shows after the calls that tests/interop/replica_client.py makes, in this process or in a server.</summary>
internal sealed record ReplicaRun(double Energy, SegmentSums Sums)
{
    public const int Size = 16;
    public const double Temperature = 2.5;
    public const int Sweeps = 100;

    /// <summary>More than a signed number holds.</summary>
    public const ulong Seed = ulong.MaxValue - 58;

    /// <summary>Makes the calls on a new replica.</summary>
    public static async Task<ReplicaRun> OfAsync(IReplica replica)
    {
        replica.Temperature = 2 * Temperature;
        await replica.RunAsync(Sweeps);
        return new ReplicaRun(replica.Energy, await replica.MeasureAsync(Sweeps));
    }
}
