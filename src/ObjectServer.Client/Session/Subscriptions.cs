using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// The handlers that the other side of a session has added to events of this side's objects. When the session ends they are taken from
/// their events, so that nothing is kept for one who has gone. Calls may overlap.
/// </summary>
/// <param name="most">How many there may be at a time.</param>
internal sealed class Subscriptions(int most)
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _all = [];
    private bool _closed;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _all.Count;
        }
    }

    /// <summary>A call is about to add a handler to an event, or to take one from it.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed; the call must not add it.</exception>
    public void Note(SessionCall call, SharedObject target, ContractMember member, Delegate handler)
    {
        var subscription = new Subscription(target, member, handler) { Adding = call };
        lock (_gate)
        {
            if (member.Kind == MemberKind.Adder)
            {
                if (_all.Count >= most)
                    throw new LimitExceededException("ObjectServerOptions.MaxSubscriptionsPerSession", most, _all.Count + 1L, "One more handler of the session");
                _all.Add(subscription);
                return;
            }

            // One that is still being added may come behind the call that takes it away: it is kept in mind.
            int last = _all.FindLastIndex(one => one.Adding is null && one.IsSame(subscription));
            if (last >= 0) _all.RemoveAt(last);
        }
    }

    /// <summary>The call that added a handler, or took one away, has ended.</summary>
    public void Settle(SessionCall call)
    {
        Subscription? late = null;
        lock (_gate)
        {
            int added = _all.FindIndex(one => one.Adding == call);
            if (added < 0) return;
            _all[added].Adding = null;
            if (_closed)
            {
                late = _all[added];
                _all.RemoveAt(added);
            }
        }

        late?.End();
    }

    /// <summary>The session has ended. A handler that is just being added is taken away when it has been.</summary>
    public void Close()
    {
        Subscription[] added;
        lock (_gate)
        {
            _closed = true;
            added = [.. _all.Where(one => one.Adding is null)];
            _all.RemoveAll(one => one.Adding is null);
        }

        foreach (Subscription subscription in added) subscription.End();
    }
}
