using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Batches;

/// <summary>One call of a batch: what is to be called, and what becomes of it. It keeps its proxy.</summary>
/// <param name="proxy">The proxy.</param>
/// <param name="member">Its member.</param>
/// <param name="arguments">One for each parameter; written when the batch runs.</param>
/// <param name="result">Receives the outcome.</param>
internal abstract class RecordedCall(SharedProxy proxy, ContractMember member, object?[] arguments, BatchResult result)
{
    /// <summary>What the proxy holds.</summary>
    public RemoteHandle Handle => proxy.Handle;

    /// <summary>The member.</summary>
    public ContractMember Member => member;

    /// <summary>The outcome.</summary>
    public BatchResult Result => result;

    /// <summary>Writes the arguments.</summary>
    /// <exception cref="ObjectGoneException">The proxy has been released.</exception>
    public OutgoingCall Encode()
    {
        if (Handle.IsReleased) throw Handle.Gone();
        return OutgoingCall.Encode(proxy, member, arguments);
    }

    /// <summary>What the call must result in, written; null for anything.</summary>
    public virtual byte[]? EncodeExpected() => null;

    /// <summary>What the call fails with that did not result in what was expected.</summary>
    public virtual BatchConflictException Conflict(SessionSide session, ReadOnlyMemory<byte> values) => throw new ProtocolException($"{member} was to have no certain result.");

    /// <summary>What awaits the answer, when the call goes as one of its own.</summary>
    public abstract PendingCall Await(in OutgoingCall call);

    /// <summary>Completes when the answer is there, and takes it as the outcome.</summary>
    public abstract Task EndAsync();

    /// <summary>Reads a result that came in the answer of a batch; what is returned takes it as the outcome.</summary>
    public abstract Action Read(SessionSide session, ReadOnlyMemory<byte> values);
}
