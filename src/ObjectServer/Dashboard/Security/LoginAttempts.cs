namespace ObjectServer.Dashboard.Security;

/// <summary>
/// How often somebody has failed to log in within a minute, of each address and together: keys are not to be tried out. Calls may overlap.
/// </summary>
internal sealed class LoginAttempts(TimeProvider time)
{
    /// <summary>How many may fail of one address.</summary>
    public const int MostOfOne = 10;

    /// <summary>How many may fail together, which is also how many addresses are remembered.</summary>
    public const int Most = 100;

    /// <summary>For how long a failure counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<(string Origin, long At)> _failures = [];

    /// <summary>Takes an attempt, which counts as failed until it succeeds; false when there were too many.</summary>
    public bool TryBegin(string origin)
    {
        lock (_gate)
        {
            _failures.RemoveAll(one => time.GetElapsedTime(one.At) >= Window);
            if (_failures.Count >= Most || _failures.Count(one => one.Origin == origin) >= MostOfOne) return false;
            _failures.Add((origin, time.GetTimestamp()));
            return true;
        }
    }

    /// <summary>The last attempt of an address did not fail.</summary>
    public void Succeed(string origin)
    {
        lock (_gate)
        {
            int last = _failures.FindLastIndex(one => one.Origin == origin);
            if (last >= 0) _failures.RemoveAt(last);
        }
    }
}
