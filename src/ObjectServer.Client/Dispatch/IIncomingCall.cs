using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>A call as the member's invoker sees it, whichever way it came in.</summary>
internal interface IIncomingCall
{
    /// <summary>Cancelled when the caller gives up, or its session ends.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The type arguments that the call gives for a generic method, all of them allowed.</summary>
    /// <exception cref="TypeNotRegisteredException">One of them is not allowed.</exception>
    /// <exception cref="ArgumentEncodingException">They are not as many as the method has type parameters.</exception>
    Type[] ReadTypeArguments(ContractMember member);

    /// <summary>The call is about to add a handler to an event, or to take one from it.</summary>
    void Subscribe(ContractMember member, Delegate subscriber);

    /// <summary>All arguments have been read; from here on it is the object's code that runs.</summary>
    void ArgumentsRead();

    /// <summary>The member has ended without a result.</summary>
    void Complete();

    /// <summary>The member has ended with a result.</summary>
    void Complete<T>(ValueCodec<T> codec, T result);

    /// <summary>The member reports. Waits while the caller is too far behind.</summary>
    /// <exception cref="ArgumentEncodingException">The report cannot be written.</exception>
    void Report<T>(uint parameter, ValueCodec<T> codec, T report);
}
