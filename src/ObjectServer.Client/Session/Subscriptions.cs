using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// The handlers that the other side of a session has added to events of this side's objects. When the session ends they are taken from
/// their events, so that nothing is kept for one who has gone. Calls may overlap.
/// </summary>
internal sealed class Subscriptions
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _all = [];
    private bool _closed;

    /// <summary>A handler is about to be added to an event, or to be taken from it.</summary>
    public void Note(SharedObject target, ContractMember member, Delegate handler)
    {
        var subscription = new Subscription(target, member, handler);
        lock (_gate)
        {
            if (member.Kind == MemberKind.Adder && !_closed)
            {
                _all.Add(subscription);
                return;
            }

            int last = _all.FindLastIndex(one => one.IsSame(subscription));
            if (last >= 0) _all.RemoveAt(last);
        }
    }

    /// <summary>The session has ended.</summary>
    public void Close()
    {
        Subscription[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _all];
            _all.Clear();
        }

        foreach (Subscription subscription in all) subscription.End();
    }
}
