using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>What arrives on the session's lanes. Nothing here waits or runs user code.</content>
internal sealed partial class ServerSession
{
    /// <summary>Who reads the lane that calls come on.</summary>
    public void ReadBy(LaneReader reader) => _callsReader = reader;

    /// <summary>Takes in one frame of a lane's message.</summary>
    /// <returns>A call for the reading thread to run; null when there is nothing to run here.</returns>
    /// <exception cref="ProtocolException">The client does not keep to the protocol.</exception>
    public SessionCall? Receive(FrameBuffer message, in FrameCursor cursor, SessionLane lane)
    {
        if (!Belongs(cursor.Kind, lane.Kind)) throw new ProtocolException($"The client sent {cursor.Kind} on lane {lane.Kind}, where it does not belong.");
        switch (cursor.Kind)
        {
            case FrameKind.Call:
                return Served.OnCall(message, cursor.Offset, CallFrame.Read(cursor.Body), mayRunHere: true);
            case FrameKind.Request:
                OnRequest(Request.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Goodbye:
                _onGone(this);
                break;
            case FrameKind.Pong:
                OnPong(Pong.Parser.ParseFrom(cursor.Body).Number);
                break;
            default:
                ReceiveShared(lane, message, cursor);
                break;
        }

        return null;
    }

    private static bool Belongs(FrameKind kind, Lane lane) => kind switch
    {
        FrameKind.Call or FrameKind.Request or FrameKind.Result or FrameKind.Progress or FrameKind.Contract or FrameKind.Event
            or FrameKind.Release or FrameKind.Goodbye => lane == Lane.Calls,
        FrameKind.Chunk => lane == Lane.Bulk,
        FrameKind.Hello or FrameKind.Attach => false,
        _ => true,
    };
}
