namespace ObjectServer.Wire;

/// <summary>Which field of <c>Frame.kind</c> a frame uses: the numbers of session.proto.</summary>
internal enum FrameKind
{
    None = 0,
    Hello = 1,
    Welcome = 2,
    Attach = 3,
    Attached = 4,
    Goodbye = 5,
    Call = 6,
    Result = 7,
    Progress = 8,
    Contract = 9,
    Request = 10,
    Cancel = 11,
    Credit = 12,
    Acknowledge = 13,
    Release = 14,
    Ping = 15,
    Pong = 16,
    Drain = 17,
    ProgressCredit = 18,
    Chunk = 19,
    TransferCredit = 20,
    TransferRefusal = 21,
    Event = 22,
    EventCredit = 23,
}
