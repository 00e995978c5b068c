using ObjectServer.Contract;
using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Calls a member that returns a sequence: nothing is sent before the sequence is enumerated, and each enumeration is a call of its own,
/// with the arguments as they are then.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class SequenceCaller<T>(ContractMember member) : TaskCaller<SequenceBlock<T>>(member)
{
    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments)
    {
        // The array is the caller's to use again.
        object?[] kept = [.. arguments];
        ContractParameter? token = Member.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Cancellation);
        var given = token is null ? default : (CancellationToken)kept[token.Position]!;
        return new RemoteSequence<T>(cancel => Start(proxy, kept, cancel), given);
    }
}
