namespace MonteCarlo.Exchange;

/// <summary>
/// Where the replicas have been: round trips through the whole ladder, which show that configurations really mix, and for the
/// picture the level of each replica in the first rounds.
/// </summary>
internal sealed class ReplicaPaths
{
    /// <summary>How many rounds the picture can show.</summary>
    public const int RecordedRounds = 100;

    private readonly List<int>[] _levels;
    private readonly long[,] _visits;
    private readonly bool[] _fromTop;
    private readonly bool[] _fromBottom;

    public ReplicaPaths(int replicas)
    {
        _levels = [.. Enumerable.Range(0, replicas).Select(_ => new List<int>())];
        _visits = new long[replicas, replicas];
        _fromTop = new bool[replicas];
        _fromBottom = new bool[replicas];
    }

    /// <summary>How often a replica has come from the coldest temperature to the warmest and back, all replicas together.</summary>
    public long RoundTrips { get; private set; }

    /// <summary>Level of each replica in the first rounds, by replica.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Levels => _levels;

    /// <summary>Part of its rounds that a replica spent at a level.</summary>
    public double Share(int replica, int level)
    {
        long all = 0;
        for (int i = 0; i < _visits.GetLength(1); i++)
            all += _visits[replica, i];

        return all == 0 ? 0 : (double)_visits[replica, level] / all;
    }

    /// <summary>Notes who runs where in a round.</summary>
    /// <param name="replicaAt">The replica at each level.</param>
    public void Add(IReadOnlyList<int> replicaAt)
    {
        for (int level = 0; level < replicaAt.Count; level++)
        {
            int replica = replicaAt[level];
            _visits[replica, level]++;
            if (_levels[replica].Count < RecordedRounds)
                _levels[replica].Add(level);
        }

        if (replicaAt.Count < 2)
            return;

        int coldest = replicaAt[0];
        int warmest = replicaAt[^1];
        if (_fromTop[coldest])
            RoundTrips++;

        _fromTop[coldest] = false;
        _fromBottom[coldest] = true;
        _fromTop[warmest] |= _fromBottom[warmest];
    }
}
