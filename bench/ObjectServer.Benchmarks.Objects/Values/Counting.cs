namespace ObjectServer.Benchmarks.Values;

/// <inheritdoc/>
[SharedObject("counting")]
public sealed class Counting : ICounting
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<int> CountAsync(int count)
    {
        await Task.CompletedTask;
        for (int i = 0; i < count; i++) yield return i;
    }
}
