using System.Globalization;
using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Types.Queues;

/// <content>What who looks at the server sees.</content>
internal sealed partial class SharedQueue<T>
{
    /// <inheritdoc/>
    public string Nature => "queue";

    /// <inheritdoc/>
    public WaitSight Look(int most)
    {
        lock (_gate)
        {
            return new WaitSight(
                _leases.Count,
                _gets.Count + _puts.Count + _joins.Count,
                [.. _leases.Values.Take(most).Select(static lease => lease.Look("lease"))],
                [.. Look(_gets, "get").Concat(Look(_puts, "put")).Concat(Look(_joins, "join")).Take(most)],
                string.Create(CultureInfo.InvariantCulture, $"{_items.Count} of {Capacity} items{(_takesNoMore ? ", completed" : "")}"));
        }
    }

    private static IEnumerable<HoldSight> Look(LinkedList<QueueWait> list, string how) => list.Select(wait => wait.Look(how));
}
