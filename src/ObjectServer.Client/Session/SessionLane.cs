using System.Diagnostics;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>One lane of a session as one of its sides has it: what it sends, and how much has arrived. It outlives the links that carry it.</summary>
/// <param name="kind">Which lane.</param>
/// <param name="writer">What is sent.</param>
internal sealed class SessionLane(Lane kind, LaneWriter writer)
{
    // A connection within the machine ends with its peer, and the control lane beats for the peer itself: these ask only whether a relay has lost them.
    private const int BeatsOfQuiet = 3;

    private int _beats;
    private bool _isLate;
    private int _silent;
    private long _silentSince;
    private bool _heard;
    private bool _answered;

    /// <summary>Which lane.</summary>
    public Lane Kind => kind;

    /// <summary>What is sent.</summary>
    public LaneWriter Writer => writer;

    /// <summary>How much has arrived.</summary>
    public ReceivedFrames Received { get; } = new();

    /// <summary>Whether anything has come since the last sign of life.</summary>
    public bool IsHeard => Volatile.Read(ref _heard);

    /// <summary>How many beats there are from one sign of life to the next. The same for both sides.</summary>
    public int BeatsPerSign => IsWithinMachine && kind != Lane.Control ? BeatsOfQuiet : 1;

    /// <summary>Whether what carries the lane is within this machine.</summary>
    public bool IsWithinMachine { get; private set; }

    /// <summary>At how many signs of life in a row nothing had come from the other side.</summary>
    public int Silent => Volatile.Read(ref _silent);

    /// <summary>For how long nothing has come, by the machine's clock, counted from the first sign at which nothing had.</summary>
    public TimeSpan SilentFor => Stopwatch.GetElapsedTime(Volatile.Read(ref _silentSince));

    /// <summary>Something has come.</summary>
    public void Hear() => Volatile.Write(ref _heard, true);

    /// <summary>Another link carries the lane: how long the last one had been silent does not matter.</summary>
    /// <param name="lane">What carries the lane.</param>
    public void BeginLink(ILane lane)
    {
        IsWithinMachine = lane.IsWithinMachine;
        Volatile.Write(ref _answered, false);
        Volatile.Write(ref _beats, 0);
        Volatile.Write(ref _silent, 0);
        Hear();
    }

    /// <summary>
    /// Says what has arrived, as what the other side has sent need not be kept then, and gives it a sign of life if one is due. At how many signs in a row
    /// nothing had come.
    /// </summary>
    /// <param name="late">This beat came late: that nothing had come may be this side's own fault.</param>
    public int Beat(bool late)
    {
        bool speaks = TryAcknowledge();
        _isLate |= late;
        if (++_beats >= BeatsPerSign)
        {
            CountSilence();
            _beats = 0;
            _isLate = false;
            if (!Interlocked.Exchange(ref _answered, false)) speaks |= writer.Append(FrameKind.Ping, new Ping());
        }

        if (speaks) writer.Flush();
        return _silent;
    }

    /// <summary>
    /// Gives the other side, which has just given one, a sign of life, in place of the next beat. For the client's side of HTTP/2, which measures the time there
    /// and back whenever something comes: the two go out together, and the server is woken up for both at once.
    /// </summary>
    public void Answer()
    {
        if (Interlocked.Exchange(ref _answered, true)) return;
        bool speaks = TryAcknowledge();
        if (writer.Append(FrameKind.Ping, new Ping()) || speaks) writer.Flush();
    }

    /// <summary>Tells the other side what has arrived, by the next message; without a flush.</summary>
    public void Acknowledge() => writer.Append(FrameKind.Acknowledge, new Acknowledge { Received = Received.Acknowledge() });

    // What goes out anyway need not be said by itself later.
    private bool TryAcknowledge()
    {
        if (!Received.IsBehind) return false;
        Acknowledge();
        return true;
    }

    private void CountSilence()
    {
        if (Interlocked.Exchange(ref _heard, false))
        {
            Volatile.Write(ref _silent, 0);
        }
        else if (!_isLate)
        {
            if (_silent == 0) Volatile.Write(ref _silentSince, Stopwatch.GetTimestamp());
            Volatile.Write(ref _silent, _silent + 1);
        }
    }
}
