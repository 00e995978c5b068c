using ObjectServer.Errors;

namespace ObjectServer.Session;

/// <summary>
/// How many of something there are, of each peer and together. A peer has an entry as long as it has a place, so that there are never more
/// entries than places. Calls may overlap.
/// </summary>
/// <param name="what">What takes a place, as the beginning of a sentence.</param>
/// <param name="total">The option that says how many there may be together, and its value.</param>
/// <param name="each">The option that says how many there may be of one peer, and its value.</param>
internal sealed class PlaceCounter(string what, (string Option, int Most) total, (string Option, int Most) each)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _together;

    /// <summary>How many places are taken.</summary>
    public int Taken
    {
        get
        {
            lock (_gate) return _together;
        }
    }

    /// <summary>How many peers have places.</summary>
    public int Peers
    {
        get
        {
            lock (_gate) return _taken.Count;
        }
    }

    /// <summary>Takes a place.</summary>
    /// <param name="peer">Whose it is.</param>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public void Take(string peer)
    {
        if (TryTake(peer) is { } refusal) throw refusal;
    }

    /// <summary>Takes a place; says why there is none, and null when there was one.</summary>
    public LimitExceededException? TryTake(string peer)
    {
        int taken;
        lock (_gate)
        {
            taken = _taken.GetValueOrDefault(peer);
            if (_together < total.Most && taken < each.Most)
            {
                _taken[peer] = taken + 1;
                _together++;
                return null;
            }

            if (_together >= total.Most) taken = _together;
        }

        (string option, int most) = taken >= total.Most ? total : each;
        var refusal = new LimitExceededException($"{nameof(ObjectServerOptions)}.{option}", most, taken + 1L, what);
        BoundMetrics.Refused(refusal);
        return refusal;
    }

    /// <summary>Gives a place back.</summary>
    public void GiveBack(string peer)
    {
        lock (_gate)
        {
            _together--;
            int left = _taken[peer] - 1;
            if (left > 0) _taken[peer] = left;
            else _taken.Remove(peer);
        }
    }
}
