namespace Grpc.Core;

/// <summary>How a channel stands to its server.</summary>
public enum ConnectivityState
{
    /// <summary>Not connected, and not trying to be, as nothing is asked of it.</summary>
    Idle = 0,

    /// <summary>Connecting.</summary>
    Connecting = 1,

    /// <summary>Connected.</summary>
    Ready = 2,

    /// <summary>Connecting failed; it will be tried again.</summary>
    TransientFailure = 3,

    /// <summary>Ended for good.</summary>
    Shutdown = 4,
}
