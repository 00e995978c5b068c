namespace ObjectServer;

/// <summary>What is done once for each passage of a barrier: by an object of the server, or of a client.</summary>
[SharedContract]
public interface IBarrierAction
{
    /// <summary>All parties have come, and wait until this has ended. When it throws, the barrier is broken.</summary>
    /// <param name="cancel">Cancelled when the barrier is broken or reset meanwhile.</param>
    Task RunAsync(CancellationToken cancel = default);
}
