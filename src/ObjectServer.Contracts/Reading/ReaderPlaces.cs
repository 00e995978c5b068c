namespace ObjectServer.Reading;

/// <summary>
/// How many lanes there are, and in how many of them a thread of the lane's own waits. While there are few, each may have such a thread; when there are more,
/// none: threads that the system switches between are worth less than a few that always find a lane ready. Calls may overlap.
/// </summary>
/// <param name="most">How many lanes are few.</param>
internal sealed class ReaderPlaces(int most)
{
    private int _lanes;
    private int _waiting;

    /// <summary>Whether there are more lanes than threads may wait.</summary>
    public bool IsCrowded => Volatile.Read(ref _lanes) > most;

    /// <summary>In how many lanes a thread of their own waits.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>There is one lane more.</summary>
    public void Add() => Interlocked.Increment(ref _lanes);

    /// <summary>There is one lane less.</summary>
    public void Remove() => Interlocked.Decrement(ref _lanes);

    /// <summary>Takes a place for a thread that is to wait in a lane. False when there is none.</summary>
    public bool TryEnter()
    {
        if (IsCrowded) return false;
        if (Interlocked.Increment(ref _waiting) <= most) return true;
        Leave();
        return false;
    }

    /// <summary>A lane has no thread of its own any more.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);
}
