namespace ObjectServer.Client.Session;

/// <content>
/// Calls that a reading thread runs. While they are as quick as they are taken for they are in no list: for a microsecond they would cost a place
/// in it, and could not be used again.
/// </content>
internal sealed partial class IncomingCalls
{
    private readonly Lock _heldUpGate = new();
    private readonly List<SessionCall> _heldUp = [];

    /// <summary>The calls that wait or run, but for those that a reading thread runs which nothing has held up.</summary>
    public IEnumerable<IncomingCall> Listed
    {
        get
        {
            lock (_heldUpGate)
            {
                _heldUp.RemoveAll(static call => call.HasLeft);
                return [.. _heldUp.Where(static call => !call.IsListed), .. _running.Values];
            }
        }
    }

    /// <summary>A call has kept a reading thread for so long that another one reads on. It is not used again.</summary>
    public void NoteHeldUp(SessionCall call)
    {
        lock (_heldUpGate)
        {
            _heldUp.RemoveAll(static one => one.HasLeft);
            _heldUp.Add(call);
        }
    }

    /// <summary>A call that a reading thread runs awaits something: the thread reads on when it returns. Called by that thread, before the call can end.</summary>
    public void ListAwaiting(SessionCall call)
    {
        if (call.IsListed) return;
        List(call);
        if (_side.Ended.IsCancellationRequested) call.Cancel();
    }

    private SessionCall? HeldUp(ulong sequence)
    {
        lock (_heldUpGate) return _heldUp.Find(call => call.Sequence == sequence && !call.HasLeft);
    }
}
