using System.Diagnostics;
using ObjectServer.Dispatch;
using ObjectServer.Wire;

namespace ObjectServer.Session.Batches;

/// <summary>
/// Calls that run one after the other while nobody else is in the serialized objects that they name. Its places at all of these are taken in
/// one step, under one lock for all batches: wherever two batches meet they stand in the same order, so that neither waits for the other
/// while it keeps something that the other waits for. When it is inside all of them its calls run, as calls of its chain. Whoever makes
/// it never runs it.
/// </summary>
internal sealed partial class AtomicBatch : IThreadPoolWorkItem
{
    /// <summary>How many calls a batch may have.</summary>
    public const int MaxCalls = 1024;

    private readonly Lock _gate = new();
    private readonly ServerSession _session;
    private readonly ulong _outerChain;
    private readonly uint _depth;
    private BatchStep[] _steps = [];
    private BatchEntry[] _entries = [];
    private volatile BatchState _state;
    private BatchedCall? _current;
    private int _awaited;
    private int _next;
    private bool _cancelled;
    private bool _keptOut;

    /// <param name="session">Whose batch it is.</param>
    /// <param name="sequence">The number of its request.</param>
    /// <param name="chain">The chain of the call that makes it; 0 for none.</param>
    /// <param name="depth">How many calls stand above it.</param>
    /// <param name="trace">The trace that it belongs to.</param>
    public AtomicBatch(ServerSession session, ulong sequence, ulong chain, uint depth, in TraceContext trace)
    {
        Trace = trace;
        _session = session;
        Sequence = sequence;
        _outerChain = chain;
        _depth = depth;
    }

    /// <summary>The number of its request.</summary>
    public ulong Sequence { get; }

    /// <summary>The chain of its calls.</summary>
    public ulong Chain { get; } = BatchChain.New();

    /// <summary>The trace that its calls belong to.</summary>
    public TraceContext Trace { get; }

    /// <summary>What is run and by whom, for those who wait for it.</summary>
    public string Errand => $"an atomic batch of {_steps.Length} calls, made by {_session.Caller}";

    /// <summary>It has ended, or never will begin.</summary>
    public bool IsOver => _state == BatchState.Over;

    /// <summary>The calls have come as a transfer.</summary>
    public void Submit(ReceivedPayload calls)
    {
        // Its parts are copied when it is taken apart.
        using (calls) Submit(calls.Bytes);
    }

    /// <summary>The calls are there: the batch waits for its objects from now on.</summary>
    public void Submit(ReadOnlyMemory<byte> calls) => Submit(new System.Buffers.ReadOnlySequence<byte>(calls));

    /// <summary>One of the entries is inside; with the last of them, the batch runs.</summary>
    public void Entered(BatchEntry? entry)
    {
        bool run = false;
        lock (_gate)
        {
            if (_state != BatchState.Over)
            {
                if (entry is not null) entry.IsInside = true;
                run = --_awaited == 0 && !_keptOut;
                if (run) _state = BatchState.Running;
                entry = null;
            }
        }

        // The batch is over, and this place of it came too late.
        entry?.Gate.Exit(entry);
        if (!run) return;
        long now = Stopwatch.GetTimestamp();
        foreach (BatchEntry one in _entries)
        {
            one.Gate.Begin(one, now);
            if (_outerChain != 0) one.Gate.Open(Chain);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>A batch that has not begun never will. Nobody is told: <see cref="Cancel"/> follows.</summary>
    public void KeepOut()
    {
        lock (_gate) _keptOut = true;
    }

    /// <summary>The client gives up. A batch that waits leaves what it has entered; in one that runs the running call is told, and no other begins.</summary>
    public void Cancel()
    {
        BatchedCall? current;
        lock (_gate)
        {
            if (_state == BatchState.Over) return;
            _cancelled = true;
            current = _current;
        }

        if (!TryGiveUp(new OperationCanceledException("The batch was cancelled before it ran; none of its calls has run.").Mark(CallOutcome.NotExecuted))) current?.Cancel();
    }

    /// <summary>Refuses a batch that has not begun.</summary>
    public void Refuse(Exception reason) => TryGiveUp(reason);

    private bool TryGiveUp(Exception reason)
    {
        lock (_gate)
        {
            if (_state != BatchState.Waiting) return false;
            _state = BatchState.Over;
        }

        Leave(wasRunning: false);
        DropFrom(0);
        _session.Forget(this);
        _session.Served.SendError(Sequence, reason, ofUser: false, oneWay: false);
        return true;
    }

    private void Submit(in System.Buffers.ReadOnlySequence<byte> bytes)
    {
        BatchCalls asked;
        try
        {
            asked = BatchCalls.Parser.ParseFrom(bytes);
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            Refuse(new ProtocolException($"The calls of a batch cannot be read: {e.Message}", e));
            return;
        }

        if (TryPrepare(asked)) _session.Served.InOrder([.. _entries.Select(entry => entry.Id)], TakePlaces);
    }

    private void TakePlaces()
    {
        lock (_session.Server.BatchOrder)
        {
            foreach (BatchEntry entry in _entries)
            {
                if (entry.Gate.TryEnter(entry)) Entered(entry);
            }
        }

        // Itself: so it runs when all are known to stand, and also where there is no serialized object.
        Entered(null);
    }

    private void Leave(bool wasRunning)
    {
        foreach (BatchEntry entry in _entries)
        {
            bool inside;
            lock (_gate)
            {
                inside = entry.IsInside;
                entry.IsInside = false;
            }

            if (inside && wasRunning && _outerChain != 0) entry.Gate.Close(Chain);
            if (inside) entry.Gate.Exit(entry);
            else entry.Gate.Withdraw(entry);
        }
    }
}
