namespace ObjectServer.Dispatch;

/// <content>What who looks at the server sees of an object.</content>
internal sealed partial class ObjectGate
{
    /// <summary>For how long the one that has been inside longest has run; null when nobody runs there.</summary>
    public TimeSpan? RunningFor
    {
        get
        {
            lock (this)
            {
                TimeSpan? longest = null;
                foreach (GatedCall call in _inside.Known)
                {
                    if (call.Begun != 0 && (longest is not { } known || Inside(call) > known)) longest = Inside(call);
                }

                return longest;
            }
        }
    }

    /// <summary>Who is inside, and who waits.</summary>
    /// <param name="most">How many of those who wait are to be described.</param>
    public GateSight Look(int most)
    {
        lock (this)
        {
            List<CallSight> inside = [];
            foreach (GatedCall call in _inside.Known)
            {
                if (call.Look(call.Begun == 0 ? TimeSpan.Zero : Inside(call), call.Begun != 0) is { } sight) inside.Add(sight);
            }

            List<CallSight> waiting = [];
            for (LinkedListNode<WaitingCall>? node = _waiting?.First; node is not null && waiting.Count < most; node = node.Next)
            {
                if (node.Value.Call.Look(_rules.Time.GetElapsedTime(node.Value.Since), isRunning: false) is { } sight) waiting.Add(sight);
            }

            return new GateSight(inside, _inside.Count, waiting, Queue);
        }
    }

    /// <summary>For how long a call has waited; null when it does not.</summary>
    public TimeSpan? WaitOf(GatedCall call)
    {
        lock (this) return call.Place is { } place ? _rules.Time.GetElapsedTime(place.Value.Since) : null;
    }

    private TimeSpan Inside(GatedCall call) => _rules.Time.GetElapsedTime(call.Begun);
}
