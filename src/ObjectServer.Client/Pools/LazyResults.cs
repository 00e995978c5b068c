namespace ObjectServer.Client.Pools;

/// <summary>Results that are computed while they are enumerated, each time anew. They keep the pool.</summary>
/// <typeparam name="T">What is called.</typeparam>
/// <typeparam name="TResult">The results.</typeparam>
/// <param name="pool">The pool.</param>
/// <param name="run">Computes them.</param>
internal sealed class LazyResults<T, TResult>(CallerPool<T> pool, Func<CancellationToken, IAsyncEnumerable<TResult>> run) : IAsyncEnumerable<TResult>
    where T : class
{
    /// <inheritdoc/>
    public async IAsyncEnumerator<TResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (TResult result in run(cancellationToken).ConfigureAwait(false)) yield return result;
        GC.KeepAlive(pool);
    }
}
