namespace ObjectServer.Dispatch;

/// <summary>A call that waits at an <see cref="ObjectGate"/>, and since when.</summary>
internal readonly record struct WaitingCall(GatedCall Call, long Since);
