namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <summary>An object of the server that takes locks: for whom it runs, or for itself.</summary>
[SharedContract]
public interface ILodger
{
    /// <summary>Takes the array's lock and keeps it.</summary>
    Task<ulong> TakeAsync(SharedArray<long> array);

    /// <summary>The same, in code that no call runs.</summary>
    Task<ulong> TakeForItselfAsync(SharedArray<long> array);

    /// <summary>Writes one number under the lock that it has taken, and gives it back.</summary>
    Task LeaveAsync(long number);
}
