using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>One lane of a session as one of its sides has it: what it sends, and how much has arrived. It outlives the links that carry it.</summary>
/// <param name="kind">Which lane.</param>
/// <param name="writer">What is sent.</param>
internal sealed class SessionLane(Lane kind, LaneWriter writer)
{
    /// <summary>Which lane.</summary>
    public Lane Kind => kind;

    /// <summary>What is sent.</summary>
    public LaneWriter Writer => writer;

    /// <summary>How much has arrived.</summary>
    public ReceivedFrames Received { get; } = new();

    /// <summary>Tells the other side what has arrived, by the next message; without a flush.</summary>
    public void Acknowledge() => writer.Append(FrameKind.Acknowledge, new Acknowledge { Received = Received.Acknowledge() });

    /// <summary>Tells the other side what has arrived, if that is worth a message.</summary>
    public void AcknowledgeIfBehind()
    {
        if (!Received.IsBehind) return;
        Acknowledge();
        writer.Flush();
    }
}
