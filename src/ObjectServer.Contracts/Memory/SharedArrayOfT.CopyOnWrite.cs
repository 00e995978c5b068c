namespace ObjectServer;

/// <content>Private views.</content>
public sealed partial class SharedArray<T>
{
    /// <summary>A private view of the whole array, to change without anybody else seeing it. It outlives this array.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    public async Task<CopyOnWriteArray<T>> OpenCopyOnWriteAsync(CancellationToken cancel = default)
    {
        ThrowIfDisposed();
        return new CopyOnWriteArray<T>(this, await _use.OpenPrivateAsync(cancel).ConfigureAwait(false));
    }

    /// <inheritdoc cref="OpenCopyOnWriteAsync"/>
    public CopyOnWriteArray<T> OpenCopyOnWrite()
    {
        ThrowIfDisposed();
        return new CopyOnWriteArray<T>(this, _use.OpenPrivate());
    }
}
