using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Types;

/// <content>Locks.</content>
internal static partial class TypeOperations
{
    static partial void AddLocks(Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> all) => all["lock-cycle"] = LockCycleAsync;

    private static async Task<TypeOperation> LockCycleAsync(ObjectClient client)
    {
        ISharedLock free = await client.CreateLockAsync();
        return async _ =>
        {
            await using HeldLock held = await free.AcquireAsync();
            return 1;
        };
    }
}
