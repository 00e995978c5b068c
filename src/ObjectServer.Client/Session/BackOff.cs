namespace ObjectServer.Client.Session;

/// <summary>
/// How long to wait before trying again: at random up to a bound that doubles each time, so that many clients that lost the same server do not
/// come back all at once. The first time hardly at all. Calls must not overlap.
/// </summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    private TimeSpan _bound = First;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        TimeSpan wait = _bound * Random.Shared.NextDouble();
        _bound = _bound * 2 < Most ? _bound * 2 : Most;
        return wait;
    }
}
