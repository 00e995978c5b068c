namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <inheritdoc/>
[SharedObject("lodger")]
public sealed class Lodger : ILodger
{
    private LockedArray<long>? _held;

    /// <inheritdoc/>
    public async Task<ulong> TakeAsync(SharedArray<long> array)
    {
        await Task.Yield();
        _held = await array.LockAsync();
        return _held.Token;
    }

    /// <inheritdoc/>
    public async Task<ulong> TakeForItselfAsync(SharedArray<long> array)
    {
        Task<LockedArray<long>> taking;
        using (ExecutionContext.SuppressFlow()) taking = Task.Run(() => array.LockAsync());
        _held = await taking;
        return _held.Token;
    }

    /// <inheritdoc/>
    public async Task LeaveAsync(long number)
    {
        await using LockedArray<long> held = _held!;
        await using SharedBlock<long> block = await held.AcquireAsync(..1);
        block.Span[0] = number;
    }
}
