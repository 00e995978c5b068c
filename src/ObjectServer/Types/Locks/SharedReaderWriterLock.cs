using ObjectServer.Client.Session.Holds;
using ObjectServer.Locks;

namespace ObjectServer.Types.Locks;

/// <inheritdoc cref="ISharedReaderWriterLock"/>
/// <param name="options">How many may wait.</param>
/// <param name="time">The clock of waits that end.</param>
internal sealed class SharedReaderWriterLock(ObjectServerOptions options, TimeProvider time)
    : FencedObject(new FairReaderWriterLock("The lock", options.MaxWaitingCalls, time)), ISharedReaderWriterLock
{
    /// <inheritdoc/>
    public override string Nature => "reader-writer lock";

    /// <inheritdoc/>
    public Task<ulong> RequestAsync(Guid request, bool exclusive, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        ((FairReaderWriterLock)Core).AcquireAsync(SessionHolds.OfCaller, request, exclusive, cancel, timeout);
}
