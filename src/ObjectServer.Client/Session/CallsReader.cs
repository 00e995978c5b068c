using System.Diagnostics;
using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// Reads a lane that a thread must wait in. A thread that waits for the answer of a synchronous call is the reader itself while it
/// does, when no other is: its answer then wakes nobody up, it is simply there. With its answer it hands the role on: to another such
/// thread, to the stand-by thread if other calls are under way and may be answered soon, or to nobody. A role that nobody has taken for a few milliseconds goes
/// to the stand-by thread, which so also hears what the server says unasked. One caller's synchronous call takes 5 to 6 µs in this way,
/// instead of 35 through the stand-by thread.
/// </summary>
internal sealed class CallsReader : ResultReader
{
    // How soon the stand-by thread looks whether the role has been free ever since it last looked.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    // A caller that comes so soon after the last one was answered: another one will come as soon after it.
    private static readonly long Soon = Stopwatch.Frequency / 5_000;

    private readonly BlockingSocketLane _lane;
    private readonly ClientSession _session;
    private readonly PendingCalls _pending;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkedList<BlockingCall> _waiting = new();
    private readonly object _gate = new();
    private volatile ReaderRole _role;
    private long _changes;
    private long _answered;

    // When a caller that was not the only one had its answer last.
    private long _lastEnd;

    private bool _inSuccession;
    private bool _tellWhenFree;
    private bool _over;

    public CallsReader(ClientSession session, BlockingSocketLane lane, PendingCalls pending)
        : base(session, session.CallsLane)
    {
        _session = session;
        _lane = lane;
        _pending = pending;
    }

    /// <summary>Starts the stand-by thread. The task ends with the lane.</summary>
    public Task RunAsync()
    {
        _lane.ReadElsewhere(StandBy);
        return _ended.Task;
    }

    /// <summary>A call has been sent whose caller does not read: somebody must.</summary>
    public void Demand()
    {
        // Against a thread that looks for such calls just after it has given the role up.
        Interlocked.MemoryBarrier();
        if (_role == ReaderRole.Free) GiveToStandBy();
    }

    /// <summary>Waits for a call's outcome, as the reader if the call may read and nobody else does.</summary>
    public void Wait(BlockingCall call)
    {
        bool alone = _pending.Count == 1;
        if (!alone) _inSuccession = Stopwatch.GetTimestamp() - Volatile.Read(ref _lastEnd) < Soon;
        if (TryTake(call, out LinkedListNode<BlockingCall>? place) || IsPromoted(call, place))
        {
            while (call.AwaitsFrame && TryReadForCaller())
            {
            }

            HandOn();
        }

        if (!call.IsDone) call.Park();
        if (!alone) Volatile.Write(ref _lastEnd, Stopwatch.GetTimestamp());
    }

    private bool TryTake(BlockingCall call, out LinkedListNode<BlockingCall>? place)
    {
        place = null;
        lock (_gate)
        {
            if (!call.AwaitsFrame || _over) return false;
            if (_role != ReaderRole.Free)
            {
                place = _waiting.AddLast(call);
                return false;
            }

            Change(ReaderRole.Caller);
            return true;
        }
    }

    private bool IsPromoted(BlockingCall call, LinkedListNode<BlockingCall>? place)
    {
        if (place is null) return false;
        if (call.ParkForReading()) return true;
        lock (_gate)
        {
            // It may have been chosen just when its outcome came.
            if (call.IsReader) return true;
            if (place.List is not null) _waiting.Remove(place);
            return false;
        }
    }

    // A thread that waits for its own call does nothing for others but hand their results to them.
    private bool TryReadForCaller()
    {
        try
        {
            if (_lane.Read(spin: _pending.ExpectsOne) is { } message)
            {
                _session.TakeIn(message);
                return true;
            }

            End(null);
        }
        catch (Exception e)
        {
            End(e);
        }

        return false;
    }

    private void End(Exception? failure)
    {
        lock (_gate)
        {
            if (_over) return;
            _over = true;
            Monitor.PulseAll(_gate);
        }

        if (failure is null) _ended.TrySetResult();
        else _ended.TrySetException(failure);
    }

    // The thread has the role, and no use for it any more.
    private void HandOn()
    {
        lock (_gate)
        {
            if (TryPromote()) return;
            Change(ReaderRole.Free);
            if (_tellWhenFree) Monitor.PulseAll(_gate);
        }

        // Against a thread that has just sent such a call and still saw the role taken.
        Interlocked.MemoryBarrier();
        if (NeedsStandBy()) GiveToStandBy();
    }

    // Where one caller follows the other, they read the answers of slow calls, too: with the stand-by thread, each of their calls would wake two threads up
    // instead of none. If no caller follows any more, the stand-by thread finds that out by itself.
    private bool NeedsStandBy() => _inSuccession ? _pending.HasFreshUnread : _pending.Unread > 0;

    private bool TryPromote()
    {
        while (_waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (!first.Value.TryPromote()) continue;
            Change(ReaderRole.Caller);
            return true;
        }

        return false;
    }

    private void GiveToStandBy()
    {
        lock (_gate)
        {
            if (_role != ReaderRole.Free || _over) return;
            Change(ReaderRole.StandBy);
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    protected override void GoOnElsewhere() => _lane.ReadElsewhere(StandBy);

    private void StandBy()
    {
        ReaderLead lead = Lead;
        try
        {
            _session.FlushCalls();
            if (!TryTakeIn(lead)) return;
            while (AwaitRole())
            {
                do
                {
                    if (_lane.Read(spin: _pending.Count == 1) is not { } message)
                    {
                        End(null);
                        return;
                    }

                    Begin(message);
                    if (!TryTakeIn(lead)) return;
                }
                while (!TryYield());
            }
        }
        catch (Exception e)
        {
            End(e);
        }
    }

    /// <summary>Waits until the stand-by thread has the role; false at the end.</summary>
    private bool AwaitRole()
    {
        lock (_gate)
        {
            long seen = -1;
            while (!_over && _role != ReaderRole.StandBy)
            {
                if (_role == ReaderRole.Free && _changes == seen)
                {
                    Change(ReaderRole.StandBy);
                    break;
                }

                // A caller that reads for long says itself when it is done: until then there is nothing to look for.
                _tellWhenFree = _role == ReaderRole.Caller && _changes == seen;
                seen = _changes;
                Monitor.Wait(_gate, _tellWhenFree ? Timeout.InfiniteTimeSpan : Look);
            }

            _tellWhenFree = false;
            return !_over;
        }
    }

    // Where only threads wait that could read themselves, each answer through this thread costs a hand-over that they would not need.
    private bool TryYield()
    {
        lock (_gate)
        {
            long answered = _pending.AnsweredReaders;
            bool readers = _waiting.Count > 0 || answered != _answered;
            _answered = answered;
            if (!readers || NeedsStandBy()) return false;
            if (!TryPromote()) Change(ReaderRole.Free);
            return true;
        }
    }

    private void Change(ReaderRole role)
    {
        _role = role;
        _changes++;
    }
}
