namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>How a lane of a socket is read.</summary>
public enum LaneKind
{
    /// <summary>By a thread that waits in it.</summary>
    Blocking,

    /// <summary>By threads that read others, too.</summary>
    Polled,

    /// <summary>By .NET's asynchronous sockets.</summary>
    Asynchronous,
}
