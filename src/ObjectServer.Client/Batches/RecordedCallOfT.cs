using System.Buffers;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Batches;

/// <summary>A call with the type of what it brings back.</summary>
/// <typeparam name="T">That type; anything for a call without result.</typeparam>
/// <param name="proxy">The proxy.</param>
/// <param name="member">Its member.</param>
/// <param name="arguments">One for each parameter.</param>
/// <param name="result">Receives the outcome.</param>
/// <param name="succeed">Takes what the call has brought back as the outcome.</param>
internal sealed class RecordedCall<T>(SharedProxy proxy, ContractMember member, object?[] arguments, BatchResult result, Action<T> succeed)
    : RecordedCall(proxy, member, arguments, result)
{
    private readonly ValueCodec<T>? _codec = (ValueCodec<T>?)member.ResultCodec;
    private AwaitedCall<T>? _pending;

    /// <inheritdoc/>
    public override PendingCall Await(in OutgoingCall call) =>
        _pending = new AwaitedCall<T>(_codec) { Session = call.Session, Progress = call.Progress, Exported = call.Exported };

    /// <inheritdoc/>
    public override async Task EndAsync()
    {
        try
        {
            succeed(await _pending!.Task.ConfigureAwait(false));
        }
        catch (Exception e)
        {
            Result.Fail(e);
        }
    }

    /// <inheritdoc/>
    public override Action Read(SessionSide session, ReadOnlyMemory<byte> values)
    {
        try
        {
            T value = default!;
            if (_codec is not null) session.Read(new ReadOnlySequence<byte>(values), reader => value = _codec.Read(reader));
            return () => succeed(value);
        }
        catch (Exception e)
        {
            return () => Result.Fail(e);
        }
    }
}
