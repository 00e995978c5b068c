using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// Hands the events that arrive to one handler: in order, one at a time, on pool threads. The other side is at most a window ahead, so the
/// queue is bounded by it. What the handler throws is told to who wants to know, and the next event is handed on.
/// </summary>
internal sealed class EventPump(SessionSide side, SharedObject handler) : IThreadPoolWorkItem, IIncomingCall
{
    // A credit is sent for this many events at once: half the window.
    private const int EventsPerCredit = 128;

    private readonly MemberInvoker _invoker = handler.Type.Find(handler.Type.Contracts[0].Members[0].Id)!;
    private readonly Queue<byte[]> _events = new();
    private bool _running;
    private bool _read;
    private IReadOnlyList<SharedObject>? _pinned;
    private uint _uncredited;

    /// <inheritdoc/>
    CancellationToken IIncomingCall.Cancellation => side.Ended;

    /// <summary>An event has arrived.</summary>
    public void Post(Event raised)
    {
        if (raised.Lost > 0) side.Served.NoteLost(raised.Lost);
        lock (_events)
        {
            _events.Enqueue(raised.Arguments.ToByteArray());
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute()
    {
        while (true)
        {
            byte[]? next;
            lock (_events)
            {
                if (!_events.TryDequeue(out next))
                {
                    _running = false;
                    return;
                }
            }

            Hand(next);
            if (++_uncredited < EventsPerCredit) continue;
            side.SendControl(FrameKind.EventCredit, new EventCredit { Handler = handler.Id, Events = _uncredited });
            _uncredited = 0;
        }
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

    private void Hand(byte[] arguments)
    {
        var reader = new ValueReader();
        _read = false;
        Imports.Begin();
        try
        {
            reader.Reset(arguments, side.References, side.Limit);
            ValueTask handed = _invoker.InvokeAsync(handler.Instance, reader, this);
            if (!handed.IsCompletedSuccessfully) handed.AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            if (!_read) side.References.GiveBack(new System.Buffers.ReadOnlySequence<byte>(arguments), Imports.Fail());
            side.Served.Home.OneWayFailed(e);
        }
        finally
        {
            Imports.Unpin(_pinned ?? Imports.TakePinned());
            _pinned = null;
        }
    }
}
