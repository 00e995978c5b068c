namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>How a lane of a socket is read.</summary>
public enum LaneKind
{
    /// <summary>By a thread that waits in it.</summary>
    Blocking,

    /// <summary>By threads that read others, too.</summary>
    Polled,

    /// <summary>By a thread that waits in it as long as there are few lanes, and by threads that read others, too, when there are more.</summary>
    Moving,

    /// <summary>By .NET's asynchronous sockets.</summary>
    Asynchronous,
}
