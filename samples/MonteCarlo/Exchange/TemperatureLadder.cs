using MonteCarlo.Model;

namespace MonteCarlo.Exchange;

/// <summary>
/// Who is at which temperature. Temperatures are numbered as levels, coldest first; replicas keep their number for life. All
/// random decisions come from the ladder's own stream, so they are the same however the replicas' work was scheduled.
/// </summary>
internal sealed class TemperatureLadder
{
    private readonly double[] _temperatures;
    private readonly int[] _replicaAt;
    private readonly long[] _attempts;
    private readonly long[] _accepted;
    private readonly ExchangeRule _rule;
    private Xoshiro256 _random;

    /// <summary>Puts replica i at level i.</summary>
    /// <param name="temperatures">The temperatures, strictly ascending.</param>
    /// <param name="rule">The exchange rule.</param>
    /// <param name="seed">Seed of the ladder's stream.</param>
    public TemperatureLadder(IReadOnlyList<double> temperatures, ExchangeRule rule, ulong seed)
    {
        _temperatures = [.. temperatures];
        _replicaAt = [.. Enumerable.Range(0, temperatures.Count)];
        _attempts = new long[Math.Max(0, temperatures.Count - 1)];
        _accepted = new long[_attempts.Length];
        _rule = rule;
        _random = new Xoshiro256(seed);
    }

    /// <summary>The replica at each level.</summary>
    public IReadOnlyList<int> ReplicaAt => _replicaAt;

    /// <summary>Temperature of each level.</summary>
    public IReadOnlyList<double> Temperatures => _temperatures;

    /// <summary>Part of the attempts that were accepted, per pair of neighbouring levels; NaN where none was made.</summary>
    public double[] Acceptance => [.. _attempts.Zip(_accepted, (attempts, accepted) => (double)accepted / attempts)];

    /// <summary>Lets the even pairs (even <paramref name="turn"/>) or the odd pairs of levels try to exchange.</summary>
    /// <param name="turn">Number of the turn, from 0.</param>
    /// <param name="energies">Present energy of each replica, by replica.</param>
    /// <param name="moved">Filled with the levels whose replica is another one now.</param>
    public void Exchange(int turn, ReadOnlySpan<double> energies, List<int> moved)
    {
        moved.Clear();
        for (int level = turn % 2; level + 1 < _replicaAt.Length; level += 2)
        {
            ref int colder = ref _replicaAt[level];
            ref int warmer = ref _replicaAt[level + 1];
            double probability = _rule(_temperatures[level], _temperatures[level + 1], energies[colder], energies[warmer]);
            _attempts[level]++;
            if (_random.NextUnit() >= probability)
                continue;

            _accepted[level]++;
            (colder, warmer) = (warmer, colder);
            moved.Add(level);
            moved.Add(level + 1);
        }
    }
}
