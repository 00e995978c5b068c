using MonteCarlo.Model;

namespace MonteCarlo.Running;

/// <summary>The seeds of a run, all from one: the first for the exchanges, one more for each replica.</summary>
/// <param name="Ladder">Seed of the exchange decisions.</param>
/// <param name="Replicas">Seed of each replica.</param>
internal sealed record Seeds(ulong Ladder, ulong[] Replicas)
{
    /// <summary>Derives the seeds.</summary>
    public static Seeds From(ulong seed, int replicas)
    {
        var mix = new SplitMix64(seed);
        ulong ladder = mix.Next();
        ulong[] each = new ulong[replicas];
        for (int i = 0; i < replicas; i++)
            each[i] = mix.Next();

        return new Seeds(ladder, each);
    }
}
