using System.Diagnostics;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>One lane of a session as one of its sides has it: what it sends, and how much has arrived. It outlives the links that carry it.</summary>
/// <param name="kind">Which lane.</param>
/// <param name="writer">What is sent.</param>
internal sealed class SessionLane(Lane kind, LaneWriter writer)
{
    private int _silent;
    private long _silentSince;
    private bool _heard;

    /// <summary>Which lane.</summary>
    public Lane Kind => kind;

    /// <summary>What is sent.</summary>
    public LaneWriter Writer => writer;

    /// <summary>How much has arrived.</summary>
    public ReceivedFrames Received { get; } = new();

    /// <summary>Whether anything has come since the last beat.</summary>
    public bool IsHeard => Volatile.Read(ref _heard);

    /// <summary>At how many beats in a row nothing had come.</summary>
    public int Silent => Volatile.Read(ref _silent);

    /// <summary>For how long nothing has come, by the machine's clock, counted from the first beat at which nothing had.</summary>
    public TimeSpan SilentFor => Stopwatch.GetElapsedTime(Volatile.Read(ref _silentSince));

    /// <summary>Something has come.</summary>
    public void Hear() => Volatile.Write(ref _heard, true);

    /// <summary>Another link carries the lane: how long the last one had been silent does not matter.</summary>
    public void BeginLink()
    {
        Volatile.Write(ref _silent, 0);
        Hear();
    }

    /// <summary>
    /// Gives the other side a sign of life, and says what has arrived: what it has sent need not be kept. At how many beats in a row nothing
    /// had come.
    /// </summary>
    /// <param name="late">This beat came late: that nothing had come may be this side's own fault.</param>
    public int Beat(bool late)
    {
        if (Interlocked.Exchange(ref _heard, false))
        {
            Volatile.Write(ref _silent, 0);
        }
        else if (!late)
        {
            if (_silent == 0) Volatile.Write(ref _silentSince, Stopwatch.GetTimestamp());
            Volatile.Write(ref _silent, _silent + 1);
        }

        if (Received.IsBehind) Acknowledge();
        if (writer.Append(FrameKind.Ping, new Ping())) writer.Flush();
        return _silent;
    }

    /// <summary>Tells the other side what has arrived, by the next message; without a flush.</summary>
    public void Acknowledge() => writer.Append(FrameKind.Acknowledge, new Acknowledge { Received = Received.Acknowledge() });
}
