using ObjectServer.Client.Session.Holds;
using ObjectServer.Contract;
using ObjectServer.Locks;

namespace ObjectServer.Memory;

/// <summary>The lock of a segment, as its server has it. It lives as long as the segment, however many clients refer to it.</summary>
[SharedObject("memory-lock", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class SegmentLock : ISharedMemoryLock, ILibraryObject
{
    private readonly SharedSegment _segment;

    /// <param name="segment">Whose lock it is.</param>
    /// <param name="mostWaiting">How many may wait.</param>
    public SegmentLock(SharedSegment segment, int mostWaiting)
    {
        _segment = segment;
        Core = new FairReaderWriterLock($"The lock of the shared memory {segment.Layout}", mostWaiting) { Fenced = segment.SetFence };
        SessionHolds.Use();
    }

    /// <summary>Who has it, and who waits.</summary>
    public FairReaderWriterLock Core { get; }

    /// <inheritdoc/>
    public Task<ulong> AcquireAsync(Guid request, bool exclusive, CancellationToken cancel = default) =>
        Core.AcquireAsync(SessionHolds.OfCaller, request, exclusive, cancel);

    /// <inheritdoc/>
    public Task WithdrawAsync(Guid request, CancellationToken cancel = default)
    {
        Core.Withdraw(request);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(ulong token, CancellationToken cancel = default)
    {
        Core.Release(token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> IsHeldAsync(ulong token, CancellationToken cancel = default) => Task.FromResult(Core.IsHeld(token));

    /// <inheritdoc/>
    public void Write(ulong token, long position, ReadOnlyMemory<byte> bytes)
    {
        LockClaim claim = Core.Enter(token);
        try
        {
            _segment.Write(position, bytes);
        }
        finally
        {
            Core.Exit(claim);
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(ulong token, long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        Write(token, position, bytes);
        return Task.CompletedTask;
    }
}
