using ObjectServer.Objects;

namespace ObjectServer.Dispatch;

/// <summary>
/// A call by itself, as an enumeration needs it, which lasts longer than the call that begins it, and enters the object that it came from
/// by calls of its own.
/// </summary>
internal interface IVisitingCall : IIncomingCall
{
    /// <summary>The object that is called.</summary>
    SharedObject Object { get; }

    /// <summary>The lane that the member runs on; null for one that runs like others.</summary>
    CpuLane? Lane { get; }

    /// <summary>The chain of calls that it belongs to; 0 for none.</summary>
    ulong Chain { get; }

    /// <summary>What the enumeration's code calls in turn is cancelled with the enumeration, not with this call.</summary>
    /// <param name="enumeration">Cancelled when the enumeration is.</param>
    void NestIn(CancellationToken enumeration);

    /// <summary>The objects that the arguments mention, which the caller of this keeps from here on, and unpins; null for none.</summary>
    IReadOnlyList<SharedObject>? KeepArguments();

    /// <summary>Completes when the call is inside an object that it is no call of itself.</summary>
    /// <param name="gate">That object's.</param>
    /// <param name="readOnly">It may be there together with read-only calls.</param>
    /// <exception cref="OperationCanceledException">The caller gives up first.</exception>
    ValueTask VisitAsync(ObjectGate gate, bool readOnly);

    /// <summary>The call leaves that object, if it is inside.</summary>
    void EndVisit();
}
