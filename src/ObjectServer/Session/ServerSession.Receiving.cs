using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>What arrives on the session's lanes. Nothing here waits or runs user code.</content>
internal sealed partial class ServerSession
{
    /// <summary>The client has attached the lane that calls come on.</summary>
    public bool TryAttachCalls(LaneWriter calls) => Interlocked.CompareExchange(ref _calls, calls, null) is null;

    /// <summary>The client has attached the bulk lane.</summary>
    public bool TryAttachBulk(LaneWriter bulk) => _bulk.TrySetResult(bulk);

    /// <summary>Who reads the lane that calls come on.</summary>
    public void ReadBy(LaneReader reader) => _callsReader = reader;

    /// <summary>Takes in one frame of a lane's message.</summary>
    /// <returns>A call for the reading thread to run; null when there is nothing to run here.</returns>
    /// <exception cref="ProtocolException">The client does not keep to the protocol.</exception>
    public SessionCall? Receive(FrameBuffer message, in FrameCursor cursor, Lane lane)
    {
        switch (cursor.Kind)
        {
            case FrameKind.Call when lane == Lane.Calls:
                return Served.OnCall(message, cursor.Offset, CallFrame.Read(cursor.Body), mayRunHere: true);
            case FrameKind.Request when lane == Lane.Calls:
                OnRequest(Request.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Result when lane == Lane.Calls:
                Calls.OnResult(message, cursor.Offset, ResultFrame.Read(cursor.Body));
                break;
            case FrameKind.Progress when lane == Lane.Calls:
                Calls.OnProgress(Progress.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Contract when lane == Lane.Calls:
                Contracts.Add(ContractDescription.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Release when lane == Lane.Calls:
                Served.OnRelease(Release.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Chunk when lane == Lane.Bulk:
                Incoming.Accept(ChunkFrame.Read(cursor.Body), cursor.Body);
                break;
            case FrameKind.Cancel:
                Served.OnCancel(Cancel.Parser.ParseFrom(cursor.Body).Sequence);
                break;
            case FrameKind.ProgressCredit:
                Served.OnProgressCredit(ProgressCredit.Parser.ParseFrom(cursor.Body));
                break;
            case FrameKind.Call or FrameKind.Request or FrameKind.Result or FrameKind.Progress or FrameKind.Contract or FrameKind.Release
                or FrameKind.Chunk or FrameKind.Hello or FrameKind.Attach:
                throw new ProtocolException($"The client sent {cursor.Kind} on lane {lane}, where it does not belong.");
            default:
                // What is neither shared nor known is a frame of a later version that does not concern this server.
                TryReceiveShared(cursor);
                break;
        }

        return null;
    }
}
