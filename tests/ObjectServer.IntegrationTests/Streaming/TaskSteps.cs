namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Tests in which something is done while something else runs.</summary>
internal static class TaskSteps
{
    /// <summary>Does <paramref name="then"/> when <paramref name="when"/> has completed, and goes on as <paramref name="task"/>.</summary>
    public static async Task<T> AlsoAsync<T>(this Task<T> task, Task when, Action then)
    {
        await Task.WhenAny(task, when);
        then();
        return await task;
    }
}
