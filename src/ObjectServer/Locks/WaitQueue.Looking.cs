namespace ObjectServer.Locks;

/// <content>What who looks at the server sees.</content>
internal sealed partial class WaitQueue
{
    /// <summary>Who waits.</summary>
    /// <param name="most">How many of them are to be described.</param>
    /// <param name="state">What else is to be said of the object.</param>
    public WaitSight Look(int most, string state)
    {
        lock (gate) return new WaitSight(0, _waiting.Count, [], [.. _waiting.Take(most).Select(static waiter => waiter.Look("wait"))], state);
    }
}
