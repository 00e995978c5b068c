using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Values;

namespace ObjectServer.Client.Streaming;

/// <summary>The call of a member that returns a sequence, as that member sees it: its cancellation is that of the whole enumeration.</summary>
/// <param name="call">The call.</param>
/// <param name="cancellation">Cancelled when the enumeration is.</param>
internal sealed class OpeningCall(IIncomingCall call, CancellationToken cancellation) : IIncomingCall
{
    /// <inheritdoc/>
    public CancellationToken Cancellation => cancellation;

    /// <inheritdoc/>
    public Type[] ReadTypeArguments(ContractMember member) => call.ReadTypeArguments(member);

    /// <inheritdoc/>
    public void Subscribe(ContractMember member, Delegate subscriber) => call.Subscribe(member, subscriber);

    /// <inheritdoc/>
    public void ArgumentsRead() => call.ArgumentsRead();

    /// <inheritdoc/>
    public void Complete() => call.Complete();

    /// <inheritdoc/>
    public void Complete<T>(ValueCodec<T> codec, T result) => call.Complete(codec, result);

    /// <inheritdoc/>
    public void Report<T>(uint parameter, ValueCodec<T> codec, T report) => call.Report(parameter, codec, report);
}
