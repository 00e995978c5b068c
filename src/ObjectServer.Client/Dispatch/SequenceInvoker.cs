using ObjectServer.Client.Streaming;
using ObjectServer.Contract;
using ObjectServer.Streaming;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a sequence: each call is the beginning of an enumeration.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class SequenceInvoker<T> : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, IAsyncEnumerable<T>?> _invoke;
    private ValueCodec<SequenceBlock<T>>? _codec;

    public SequenceInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<IAsyncEnumerable<T>?>();

    /// <inheritdoc/>
    public override async ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        ValueCodec<SequenceBlock<T>> codec = _codec ??= (ValueCodec<SequenceBlock<T>>)Member.ResultCodec!;
        var visiting = (IVisitingCall)call;
        var from = new EnumeratedObject(visiting, Member.ReadOnly);
        var enumeration = new Enumeration<T>(from);
        visiting.NestIn(enumeration.Cancellation);
        IAsyncEnumerable<T>? items;
        try
        {
            items = _invoke(target, arguments, new OpeningCall(call, enumeration.Cancellation));
            from.Keep(visiting.KeepArguments());
        }
        catch
        {
            from.Release();
            throw;
        }

        await enumeration.OpenAsync(visiting, items, codec).ConfigureAwait(false);
    }
}
