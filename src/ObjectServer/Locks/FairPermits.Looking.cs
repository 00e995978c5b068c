using System.Globalization;
using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <content>What who looks at the server sees.</content>
internal partial class FairPermits
{
    /// <inheritdoc cref="IHeldOrAwaited.Look"/>
    public WaitSight Look(int most)
    {
        lock (_gate)
        {
            return new WaitSight(
                _held.Count,
                _queue.Count,
                [.. _held.Values.Take(most).Select(claim => claim.Look(How(claim)))],
                [.. _queue.Take(most).Select(claim => claim.Look(How(claim)))],
                Holds == HoldKind.Permit ? string.Create(CultureInfo.InvariantCulture, $"{_free} free") : "");
        }
    }

    private string How(LockClaim claim) => Holds == HoldKind.Permit ? "permit" : claim.IsExclusive ? "write" : "read";
}
