using System.Buffers;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// Hands the events that arrive to one handler. What the handler throws is told to who wants to know, and the next event is handed on.
/// </summary>
internal sealed class EventPump(SessionSide side, SharedObject handler) : OrderedPump<(byte[] Arguments, ulong Lost)>, IIncomingCall
{
    private readonly MemberInvoker _invoker = handler.Type.Find(handler.Type.Contracts[0].Members[0].Id)!;
    private bool _read;
    private IReadOnlyList<SharedObject>? _pinned;

    /// <inheritdoc/>
    CancellationToken IIncomingCall.Cancellation => side.Ended;

    /// <summary>An event has arrived.</summary>
    public void Post(in EventFrame raised, ReadOnlySpan<byte> body)
    {
        if (raised.Lost > 0) side.Served.NoteLost(raised.Lost);
        Enqueue((body.Slice(raised.ArgumentsOffset, raised.ArgumentsLength).ToArray(), raised.Lost));
    }

    /// <inheritdoc/>
    Type[] IIncomingCall.ReadTypeArguments(ContractMember member) => [];

    /// <inheritdoc/>
    void IIncomingCall.Subscribe(ContractMember member, Delegate subscriber) => throw new InvalidOperationException("A delegate has no events.");

    /// <inheritdoc/>
    void IIncomingCall.ArgumentsRead()
    {
        _read = true;
        _pinned = Imports.TakePinned();
        Imports.End();
    }

    /// <inheritdoc/>
    void IIncomingCall.Complete()
    {
    }

    /// <inheritdoc/>
    void IIncomingCall.Complete<T>(ValueCodec<T> codec, T result)
    {
    }

    /// <inheritdoc/>
    void IIncomingCall.Report<T>(uint parameter, ValueCodec<T> codec, T report)
    {
    }

    /// <inheritdoc/>
    protected override void Hand((byte[] Arguments, ulong Lost) item)
    {
        if (item.Lost > 0) TellLost((long)Math.Min(item.Lost, long.MaxValue));
        Hand(item.Arguments);
    }

    private void TellLost(long events)
    {
        try
        {
            side.Served.Home.Lagged((handler.Instance as DelegateTarget)?.Source?.Reference, events);
        }
        catch (Exception e)
        {
            side.Served.Home.OneWayFailed(e);
        }
    }

    private void Hand(byte[] item)
    {
        ValueReader reader = CallValues.TakeReader();
        _read = false;
        Imports.Begin();
        try
        {
            reader.Reset(item, side.References, side.Limit);
            ValueTask handed = _invoker.InvokeAsync(handler.Instance, reader, this);
            if (!handed.IsCompletedSuccessfully) handed.AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            if (!_read) side.References.GiveBack(new ReadOnlySequence<byte>(item), Imports.Fail());
            side.Served.Home.OneWayFailed(e);
        }
        finally
        {
            Imports.Unpin(_pinned ?? Imports.TakePinned());
            _pinned = null;
            CallValues.CloseReader(reader);
        }
    }

    /// <inheritdoc/>
    protected override void Credit(uint items) =>
        side.SendControl(FrameKind.EventCredit, new EventCredit { Handler = handler.Id, Events = items });
}
