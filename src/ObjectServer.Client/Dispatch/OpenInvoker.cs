using ObjectServer.Client.Streaming;
using ObjectServer.Contract;
using ObjectServer.Streaming;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Opens a sequence that has travelled by reference.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class OpenInvoker<T>(ContractMember member) : MemberInvoker(member)
{
    // For a sequence of a third process, whose proxy this side has handed on.
    private readonly TaskInvoker<SequenceBlock<T>> _elsewhere = new(member);

    /// <inheritdoc/>
    public override async ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        if (target is not LiveSequence<T> sequence)
        {
            await _elsewhere.InvokeAsync(target, arguments, call).ConfigureAwait(false);
            return;
        }

        call.ArgumentsRead();
        var visiting = (IVisitingCall)call;
        var enumeration = new Enumeration<T>(new EnumeratedObject());
        visiting.NestIn(enumeration.Cancellation);
        await enumeration.OpenAsync(visiting, sequence.Items, ValueCodecs.Of<SequenceBlock<T>>()).ConfigureAwait(false);
    }
}
