using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>A call as the member's invoker sees it, whichever way it came in.</summary>
internal interface IIncomingCall
{
    /// <summary>Cancelled when the caller gives up, or its session ends.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The object that is called.</summary>
    SharedObject Object { get; }

    /// <summary>The lane that the member runs on; null for one that runs like others.</summary>
    CpuLane? Lane { get; }

    /// <summary>The type arguments that the call gives for a generic method, all of them allowed.</summary>
    /// <exception cref="TypeNotRegisteredException">One of them is not allowed.</exception>
    /// <exception cref="ArgumentEncodingException">They are not as many as the method has type parameters.</exception>
    Type[] ReadTypeArguments(ContractMember member);

    /// <summary>The call is about to add a handler to an event, or to take one from it.</summary>
    void Subscribe(ContractMember member, Delegate subscriber);

    /// <summary>All arguments have been read; from here on it is the object's code that runs.</summary>
    void ArgumentsRead();

    /// <summary>The objects that the arguments mention, which the caller of this keeps from here on, and unpins; null for none.</summary>
    IReadOnlyList<SharedObject>? KeepArguments();

    /// <summary>Completes when the call is inside an object that it is no call of itself.</summary>
    /// <param name="gate">That object's.</param>
    /// <param name="readOnly">It may be there together with read-only calls.</param>
    /// <exception cref="OperationCanceledException">The caller gives up first.</exception>
    ValueTask VisitAsync(ObjectGate gate, bool readOnly);

    /// <summary>The call leaves that object, if it is inside.</summary>
    void EndVisit();

    /// <summary>The member has ended without a result.</summary>
    void Complete();

    /// <summary>The member has ended with a result.</summary>
    void Complete<T>(ValueCodec<T> codec, T result);

    /// <summary>The member reports. Waits while the caller is too far behind.</summary>
    /// <exception cref="ArgumentEncodingException">The report cannot be written.</exception>
    void Report<T>(uint parameter, ValueCodec<T> codec, T report);
}
