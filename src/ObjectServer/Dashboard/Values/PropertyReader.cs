using System.Diagnostics;
using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Dashboard.Values;

/// <summary>
/// Reads the properties of an object because somebody asked for them, never otherwise: getters are the object's code. It takes its turn at a
/// serialized object, and gives up after some seconds. Calls may overlap.
/// </summary>
internal sealed class PropertyReader(ObjectHost host, TimeProvider time)
{
    /// <summary>How long the whole may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How many objects may be read at a time, those included whose getters do not end.</summary>
    public const int Most = 4;

    private int _reading;

    /// <summary>The properties of an object; null when there is none of that id.</summary>
    /// <exception cref="TimeoutException">The object takes too long, or others that are being read do.</exception>
    /// <exception cref="LimitExceededException">Too many calls wait for the object.</exception>
    public async Task<IReadOnlyList<PropertyValue>?> ReadAsync(ulong id, CancellationToken cancel)
    {
        if (host.Objects.Find(id) is not { } shared || !shared.TryPin()) return null;
        if (Interlocked.Increment(ref _reading) > Most)
        {
            GiveBack(shared);
            throw new TimeoutException($"The properties of {Most} objects are being read already, which takes long. Try again later.");
        }

        // Read-only members run together; one that is not may run alone only.
        MemberInvoker[] getters = GettersOf(shared.Type);
        var visit = new PropertyVisit(getters.All(getter => getter.Member.ReadOnly));
        Task<List<PropertyValue>> reading = Task.Run(() => ReadInTurnAsync(shared, getters, visit), CancellationToken.None);
        try
        {
            return await reading.WaitAsync(Patience, time, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (shared.Gate?.Withdraw(visit) == true) visit.GiveUp();
            if (e is OperationCanceledException) throw;
            throw new TimeoutException($"Reading the properties has taken longer than {Patience.TotalSeconds} s: the object is busy, or one of its getters is slow.");
        }
    }

    private static MemberInvoker[] GettersOf(ObjectType type) =>
    [
        .. type.Contracts.SelectMany(contract => contract.Members).Where(SnapshotInvoker.Takes).DistinctBy(member => member.Name)
            .Take(SnapshotInvoker.MaxProperties).Select(member => type.Find(member.Id)!),
    ];

    private async Task<List<PropertyValue>> ReadInTurnAsync(SharedObject shared, MemberInvoker[] getters, PropertyVisit visit)
    {
        try
        {
            if (shared.Gate is not { } gate) return Read(shared, getters);
            if (!gate.TryEnter(visit)) await visit.Entered;
            try
            {
                gate.Begin(visit, Stopwatch.GetTimestamp());
                return Read(shared, getters);
            }
            finally
            {
                gate.Exit(visit);
            }
        }
        finally
        {
            GiveBack(shared);
        }
    }

    private void GiveBack(SharedObject shared)
    {
        Interlocked.Decrement(ref _reading);
        shared.Unpin();
    }

    private static List<PropertyValue> Read(SharedObject shared, MemberInvoker[] getters) => [.. getters.Select(getter => Read(shared, getter.Member))];

    private static PropertyValue Read(SharedObject shared, ContractMember getter)
    {
        string type = TypeNames.Of(getter.ResultType);
        if (Redaction.Covers(getter, shared.Type.Class)) return new PropertyValue(getter.Name, type, "redacted", PropertyState.Redacted);
        try
        {
            return new PropertyValue(getter.Name, type, ValueText.Of(getter.Method.Invoke(shared.Instance, null)), PropertyState.Read);
        }
        catch (Exception e)
        {
            Exception cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            return new PropertyValue(getter.Name, type, ValueText.Cut($"{cause.GetType().Name}: {cause.Message}"), PropertyState.Failed);
        }
    }
}
