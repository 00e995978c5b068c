namespace ObjectServer.Dispatch;

/// <summary>
/// Keeps the calls of a serialized object apart: one at a time, first come first served; read-only ones together; a call of a chain
/// that is inside already enters at once. Entering never blocks: a call that must wait is started when it may go.
/// </summary>
internal sealed class ObjectGate
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, int> _chainsInside = [];
    private Queue<GatedCall>? _waiting;
    private int _readers;
    private bool _writer;

    /// <summary>How many calls wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting?.Count ?? 0;
        }
    }

    /// <summary>True when the call may run now; otherwise it does not wait, and nothing has happened.</summary>
    public bool TryEnterAtOnce(GatedCall call)
    {
        lock (_gate) return TryAdmit(call);
    }

    /// <summary>True when the call may run now; otherwise <see cref="GatedCall.Start"/> is called when it may.</summary>
    public bool TryEnter(GatedCall call)
    {
        lock (_gate)
        {
            if (TryAdmit(call)) return true;
            (_waiting ??= new Queue<GatedCall>()).Enqueue(call);
            return false;
        }
    }

    /// <summary>The call has ended; those that may go now are started.</summary>
    public void Exit(GatedCall call)
    {
        GatedCall? first = null;
        List<GatedCall>? more = null;
        lock (_gate)
        {
            Leave(call);
            while (_waiting is { Count: > 0 } && (_waiting.Peek().IsAbandoned || Fits(_waiting.Peek())))
            {
                GatedCall next = _waiting.Dequeue();
                if (next.IsAbandoned) continue;
                Admit(next);
                if (first is null) first = next;
                else (more ??= []).Add(next);
            }
        }

        first?.Start();
        if (more is null) return;
        foreach (GatedCall next in more) next.Start();
    }

    private bool TryAdmit(GatedCall call)
    {
        call.EnteredByChain = call.Chain != 0 && _chainsInside.ContainsKey(call.Chain);
        if (!call.EnteredByChain && (_waiting is { Count: > 0 } || !Fits(call))) return false;
        Admit(call);
        return true;
    }

    private bool Fits(GatedCall call) => !_writer && (call.IsReadOnly || _readers == 0);

    private void Admit(GatedCall call)
    {
        if (call.Chain != 0) _chainsInside[call.Chain] = _chainsInside.GetValueOrDefault(call.Chain) + 1;
        if (call.EnteredByChain) return;
        if (call.IsReadOnly) _readers++;
        else _writer = true;
    }

    private void Leave(GatedCall call)
    {
        if (call.Chain != 0 && --_chainsInside[call.Chain] == 0) _chainsInside.Remove(call.Chain);
        if (call.EnteredByChain) return;
        if (call.IsReadOnly) _readers--;
        else _writer = false;
    }
}
