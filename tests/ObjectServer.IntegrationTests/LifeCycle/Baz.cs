namespace ObjectServer.IntegrationTests.LifeCycle;

/// <inheritdoc/>
[SharedObject("baz")]
public sealed class Baz : IBaz
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Squares(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i * i;
        }
    }
}
