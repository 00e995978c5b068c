namespace ObjectServer.Client.Pools;

/// <summary>Items of a job that one caller runs, one after the other.</summary>
/// <typeparam name="T">What it calls.</typeparam>
/// <param name="Job">The job.</param>
/// <param name="First">Number of the first item.</param>
/// <param name="Count">How many they are.</param>
internal readonly record struct PoolChunk<T>(PoolJob<T> Job, int First, int Count)
    where T : class
{
    /// <summary>Runs it.</summary>
    public Task RunAsync(PoolCaller<T> caller) => Job.RunAsync(caller, First, Count);
}
